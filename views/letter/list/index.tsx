import { withQuery } from "../../../src/shared/pages/paths.ts";
import type { Frame } from "../../page/frame.ts";
import type { Words } from "../../page/words.ts";
import type { SignedText } from "../texts.ts";

/** Who signed one text, of one kind: how many, and where their letters begin in the list. */
export type IndexPart = {
  textNumber: number;
  isCurrent: boolean;
  kind: "organisation" | "individual";
  count: number;
  /** The cursor of its beginning. */
  after: string;
  initials: readonly { label: InitialLabel; after: string; isHere: boolean }[];
};

type InitialLabel = { letter: string } | { script: string } | { digits: true };

/** Links to the letters that occur in a long list; nothing for a short one. */
export function ListIndex(props: {
  frame: Frame;
  index: readonly IndexPart[];
  texts: readonly SignedText[];
  query: { kind: string };
  path: string;
}) {
  const { frame, index, path } = props;
  const { words } = frame;
  if (index.every(({ initials }) => initials.length < 2)) return null;
  const link = (after: string) => withQuery(path, { kind: props.query.kind, after });
  return (
    <nav class="list-index" aria-label={words("list.index")}>
      {index.map((part) => (
        <div>
          <p>
            <a href={link(part.after)}>{partName(words, part, props.texts)}</a>{" "}
            <span class="count">{words.number(part.count)}</span>
          </p>
          {part.initials.length > 1 && (
            <ul>
              {part.initials.map(({ label, after, isHere }) => (
                <li>
                  <a href={link(after)} {...(isHere && { "aria-current": "true" })}>
                    {initialName(words, label)}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </nav>
  );
}

function partName(words: Words, part: IndexPart, texts: readonly SignedText[]): string {
  const kind = words(`letter.${part.kind}s`);
  const text = texts.find(({ textNumber }) => textNumber === part.textNumber);
  if (part.isCurrent || text === undefined) return kind;
  return `${kind}, ${words("list.signed-text-of", { day: words.day(text.since) })}`;
}

function initialName(words: Words, label: InitialLabel): string {
  if ("letter" in label) return label.letter;
  return "script" in label ? words.scriptName(label.script) : words("list.index-digits");
}
