import type { Child } from "hono/jsx";
import {
  type Difference,
  type DifferencePart,
  type DifferenceRun,
  shownStretches,
} from "../../../src/shared/text/difference.ts";
import { directionOf } from "../../page/language.ts";
import type { Words } from "../../page/words.ts";

type Props = {
  words: Words;
  difference: Difference;
  /** The language of the texts. */
  language: string;
};

/** How a text differs from the one before it: each change in a line of its own, named in words. */
export function DifferenceView({ words, difference, language }: Props) {
  if (difference.isReplaced) return <p>{words("difference.replaced")}</p>;
  const stretches = shownStretches(difference);
  const [only] = stretches;
  if (only === undefined || (stretches.length === 1 && "unchanged" in only))
    return <p>{words("difference.none")}</p>;
  return (
    <div class="difference" lang={language} dir={directionOf(language)}>
      {stretches.map((stretch) =>
        "unchanged" in stretch ? (
          <p class="unchanged">
            <InWords words={words}>
              {words("difference.unchanged", { count: stretch.unchanged })}
            </InWords>
          </p>
        ) : (
          <Part words={words} part={stretch} />
        ),
      )}
    </div>
  );
}

function Part({ words, part }: { words: Words; part: DifferencePart }) {
  const { kind, runs } = part;
  const isNamed = kind !== "paragraph" && kind !== "point";
  const isChanged = runs.some((run) => run.change !== "same");
  return (
    <div class={`part ${kind}`}>
      {isNamed && isChanged && (
        <p class="part-kind">
          <InWords words={words}>{words(`difference.kind-${kind}`)}</InWords>
        </p>
      )}
      {runs.map((run, index) => (
        <div class={`run ${run.change}`}>
          {run.change !== "same" && <ChangeLabel words={words} change={run.change} />}
          <Sentences run={run} separator={kind === "code" ? "\n" : " "}>
            <Marker words={words} part={part} index={index} />
          </Sentences>
        </div>
      ))}
    </div>
  );
}

function ChangeLabel({ words, change }: { words: Words; change: "removed" | "added" }) {
  return (
    <span class="change-label">
      <InWords words={words}>
        <span aria-hidden="true">{change === "removed" ? "− " : "+ "}</span>
        {words(`difference.${change}`)}
        <span class="visually-hidden">: </span>
      </InWords>
    </span>
  );
}

/** What is in the language of the page, within the text of the letter. */
function InWords({ words, children }: { words: Words; children: Child }) {
  return (
    <bdi lang={words.language} dir={words.direction}>
      {children}
    </bdi>
  );
}

function Sentences(props: { run: DifferenceRun; separator: string; children: Child }) {
  const { run, separator, children } = props;
  const content = (
    <>
      {children}
      {run.sentences.map((sentence, index) => (
        <>
          {index > 0 && separator}
          {sentence.map(({ text, isMarked }) => (isMarked ? <mark>{text}</mark> : text))}
        </>
      ))}
    </>
  );
  if (run.change === "removed") return <del>{content}</del>;
  return run.change === "added" ? <ins>{content}</ins> : <span>{content}</span>;
}

/** The number of a point before the first of its runs, and before the first of its new text. */
function Marker(props: { words: Words; part: DifferencePart; index: number }) {
  const { words, part, index } = props;
  const { marker, formerMarker, runs } = part;
  const isFirstNow = index === runs.findIndex((run) => run.change !== "removed");
  if (marker === null || (index > 0 && !isFirstNow)) return null;
  if (!isFirstNow) return <>{formerMarker ?? marker} </>;
  const former = index === 0 && formerMarker !== null && (
    <span class="former-marker">
      <InWords words={words}>
        ({words("difference.former-number", { number: formerMarker })})
      </InWords>{" "}
    </span>
  );
  return (
    <>
      {marker} {former}
    </>
  );
}
