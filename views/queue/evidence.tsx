import type { Child } from "hono/jsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";

/** A sentence of evidence, with whether it confirms, is neutral, or asks for a closer look. */
export type EvidenceLine = {
  mark: "confirms" | "neutral" | "look";
  sentence: string;
  /** Whether approving the entry takes a second press because of it. */
  isCloser?: boolean;
};

/** What is known about an entry besides its own data. */
export type EntryEvidence = {
  evidence: readonly EvidenceLine[];
  /** The link to the other entries of its network. */
  network: { short: string; count: number; href: string } | null;
  notes: readonly { by: string; text: string }[];
};

const MARKS = { confirms: "✓", neutral: "·", look: "!" } as const;

/** What is known about an entry: evidence, others of its network, and what staff noted. */
export function Evidence({ frame, entry }: { frame: Frame; entry: EntryEvidence }) {
  const { words } = frame;
  return (
    <EvidenceList words={words} lines={entry.evidence}>
      {entry.network && (
        <li class="neutral">
          <span class="mark" aria-hidden="true">
            {MARKS.neutral}
          </span>
          <a href={entry.network.href}>{words("queue.evidence-network", entry.network)}</a>
        </li>
      )}
      {entry.notes.map(({ by, text }) => (
        <li>
          <span class="mark" aria-hidden="true">
            ✎
          </span>
          <bdi>{words("queue.noted-by", { name: by, text })}</bdi>
        </li>
      ))}
    </EvidenceList>
  );
}

/** Sentences of evidence, each with its mark. */
export function EvidenceList(props: {
  words: Words;
  lines: readonly EvidenceLine[];
  children?: Child;
}) {
  const { words, lines } = props;
  return (
    <ul>
      {lines.map(({ mark, sentence, isCloser }) => (
        <li class={mark}>
          <span class="mark" aria-hidden="true">
            {MARKS[mark]}
          </span>
          <span>
            <span class="visually-hidden">{words(`queue.mark-${mark}`)}: </span>
            {isCloser ? <span data-closer>{sentence}</span> : sentence}
          </span>
        </li>
      ))}
      {props.children}
    </ul>
  );
}
