import { paths } from "../../../src/shared/pages/paths.ts";
import { earlierLine, type SignedText } from "../../letter/texts.ts";
import type { DeskProps } from "../layout.tsx";

/**
 * The states in the order of the table: what waits first, then what is public, then what has gone.
 */
const SHOWN = [
  "pending",
  "held",
  "unverified",
  "published",
  "rejected",
  "withdrawn",
  "takendown",
  "refused",
  "invalidated",
] as const;
type CountedState = (typeof SHOWN)[number];

type Counts = { organisation: number; individual: number };

export type NumbersProps = DeskProps & {
  states: Record<CountedState, Counts>;
  hidden: number;
  /** The texts before the current one that somebody signed, latest first. */
  earlierTexts: readonly SignedText[];
  canEdit: boolean;
};

/** How many entries are in each state, and who signed an earlier text. */
export function Numbers(props: NumbersProps) {
  const { frame, letter, states, hidden } = props;
  const { words } = frame;
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">{words("overview.numbers-title")}</h2>
      {props.earlierTexts.map((text) => (
        <p>
          <a href={paths.version(letter.slug, text.version)}>{earlierLine(words, text)}</a>
        </p>
      ))}
      {props.earlierTexts.length > 0 && props.canEdit && letter.state === "open" && (
        <p>
          <a href={paths.reaffirm(letter.slug)}>{words("overview.ask-earlier")}</a>
        </p>
      )}
      <table class="table counts">
        <thead>
          <tr>
            <th scope="col">{words("overview.column-state")}</th>
            <th scope="col" class="number">
              {words("overview.column-organisations")}
            </th>
            <th scope="col" class="number">
              {words("overview.column-individuals")}
            </th>
            <th scope="col" class="number">
              {words("overview.column-all")}
            </th>
          </tr>
        </thead>
        <tbody>
          {SHOWN.map((state) => (
            <tr>
              <th scope="row">
                <span class="state-name">{words(`queue.state-${state}`)}</span>
                {state === "published" && hidden > 0 && (
                  <small>{words("overview.of-them-hidden", { count: hidden })}</small>
                )}
              </th>
              <td class="number">{words.number(states[state].organisation)}</td>
              <td class="number">{words.number(states[state].individual)}</td>
              <td class="number">{words.number(togetherIn(states[state]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function togetherIn({ organisation, individual }: Counts): number {
  return organisation + individual;
}
