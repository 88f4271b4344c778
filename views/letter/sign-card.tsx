import { totalOf, whoHasSigned } from "./byline.ts";
import type { LetterPageProps, Spoken } from "./letter-view.ts";

/** Names beside a letter on a wide screen; all others are one link away. */
const FIRST_NAMES = 8;

/**
 * How many signed, and the link to the form: below the title, on a phone at the bottom of the
 * screen, on a wide screen beside the text, with the first names.
 */
export function SignCard(props: LetterPageProps & { spoken: Spoken }) {
  const { letter, form, spoken } = props;
  const { words } = props.frame;
  return (
    <div class="sign-bar" {...spoken}>
      <p>{whoHasSigned(words, letter.counts, props.earlierTexts.length > 0)}</p>
      {form !== null && (
        <a class="button" href="#sign">
          {words("letter.sign")}
        </a>
      )}
      <FirstNames {...props} />
    </div>
  );
}

/** The beginning of the list: organisations, then people. A narrow screen leaves it out. */
function FirstNames({ frame, letter, organisations, individuals }: LetterPageProps) {
  const { words } = frame;
  const first = [...organisations, ...individuals].slice(0, FIRST_NAMES);
  const others = totalOf(letter.counts) - first.length;
  if (first.length === 0) return null;
  return (
    <div class="first-names">
      <p class="small" id="first-names">
        {words("letter.signed-by")}
      </p>
      <ul aria-labelledby="first-names">
        {first.map(({ name }) => (
          <li>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p class="small">
          <a href="#signatories">{words("letter.and-others", { count: others })}</a>
        </p>
      )}
    </div>
  );
}
