import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** What somebody else of staff did with many entries of a letter; nothing is of a signatory. */
export type MailedAct = {
  act: "takedown" | "erase" | "import" | "import-undone" | "invalidate" | "export";
  isWaiting: boolean;
  /** A display name; null on the command line. */
  name: string | null;
  title: string;
  count: number;
  at: Date;
  /** Of an export. */
  purpose: string | null;
  url: string;
};

/** Tells what others of staff did with many entries, or took out. */
export function massActsEmail(
  words: Words,
  { site, acts, otherActs }: { site: string; acts: readonly MailedAct[]; otherActs: number },
): Email {
  const count = acts.length + otherActs;
  return setEmail(words, {
    subject: words("mail.mass-acts-subject", { site, count }),
    paragraphs: [
      words("mail.mass-acts-lead"),
      ...acts.map((act) => ({ action: lineOf(words, act), href: act.url, isQuiet: true })),
      ...(otherActs > 0 ? [words("mail.mass-acts-others", { count: otherActs })] : []),
    ],
    footer: [words("mail.footer-staff", { site })],
  });
}

function lineOf(words: Words, { act, isWaiting, at, purpose, ...rest }: MailedAct): string {
  const name = rest.name ?? words("mail.mass-acts-command");
  const facts = { ...rest, name, moment: words.moment(at) };
  if (act === "import-undone") return words("mail.mass-acts-import-undone", facts);
  if (act !== "export") {
    return words(isWaiting ? `mail.mass-acts-${act}-waits` : `mail.mass-acts-${act}`, facts);
  }
  const line = words("mail.mass-acts-export", facts);
  return purpose === null ? line : `${line} ${words("mail.mass-acts-purpose", { purpose })}`;
}
