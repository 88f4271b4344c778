import type { Child } from "hono/jsx";
import { firstSentences } from "../../src/shared/text/first-sentences.ts";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";

/** A sentence of evidence, with whether it confirms, is neutral, or asks for a closer look. */
export type EvidenceLine = {
  mark: "confirms" | "neutral" | "look";
  sentence: string;
  /** Whether approving the entry takes a second press because of it. */
  isCloser?: boolean;
  /** Whether the organisation says it itself. */
  isOwnAnswer?: boolean;
  /** Whether its signatory replied so to a moderator. */
  isReply?: boolean;
};

/** What is known about an entry besides its own data. */
export type EntryEvidence = {
  evidence: readonly EvidenceLine[];
  /** The link to the other entries of its network. */
  network: { short: string; count: number; href: string } | null;
  notes: readonly { by: string; text: string }[];
};

/** What is known about an entry: evidence, others of its network, and what staff noted. */
export function Evidence({ frame, entry }: { frame: Frame; entry: EntryEvidence }) {
  const { words } = frame;
  return (
    <EvidenceList words={words} lines={entry.evidence}>
      {entry.network && (
        <li>
          <a href={entry.network.href}>{words("queue.evidence-network", entry.network)}</a>
        </li>
      )}
      {entry.notes.map(({ by, text }) => (
        <li class="note">
          <bdi>{words("queue.noted-by", { name: by, text })}</bdi>
        </li>
      ))}
    </EvidenceList>
  );
}

/** Sentences of evidence; the style sheet marks each. */
export function EvidenceList(props: {
  words: Words;
  lines: readonly EvidenceLine[];
  children?: Child;
}) {
  const { words, lines } = props;
  return (
    <ul>
      {lines.map(({ mark, sentence }) => (
        <li class={mark}>
          <span>
            <span class="visually-hidden">{words(`queue.mark-${mark}`)}: </span>
            {sentence}
          </span>
        </li>
      ))}
      {props.children}
    </ul>
  );
}

/** The sentence that matters most, and how much more there is to read. */
export function Glance({ words, entry }: { words: Words; entry: EntryEvidence }) {
  const first = mostTelling(entry.evidence);
  const moreCount = entry.evidence.length - 1 + entry.notes.length + (entry.network ? 1 : 0);
  return (
    <>
      {first && (
        <span class={`glance ${first.mark}`}>
          <span class="visually-hidden">{words(`queue.mark-${first.mark}`)}: </span>
          {firstSentences(first.sentence, words.language)}
        </span>
      )}
      {moreCount > 0 && <span class="more-count">+{words.number(moreCount)}</span>}
    </>
  );
}

/** Why approving an entry takes a second press; undefined if it does not. */
export function whyCloser({ evidence }: EntryEvidence): string | undefined {
  const closer = evidence.filter(({ isCloser }) => isCloser);
  return closer.length === 0 ? undefined : closer.map(({ sentence }) => sentence).join(" ");
}

/**
 * What a moderator asked for goes first, then what takes a second press, then what the organisation
 * itself answered, then what asks for a look, then the rest.
 */
function mostTelling(lines: readonly EvidenceLine[]): EvidenceLine | undefined {
  const marked = (mark: EvidenceLine["mark"]) => lines.find((line) => line.mark === mark);
  return (
    lines.find(({ isReply }) => isReply) ??
    lines.find(({ isCloser }) => isCloser) ??
    lines.find(({ isOwnAnswer }) => isOwnAnswer) ??
    marked("look") ??
    marked("confirms") ??
    lines[0]
  );
}
