import type { Sender } from "../src/shared/text/sender.ts";
import type { Words } from "../views/page/words.ts";

/** Whom the mails about a letter come from: its own name, if it has one, at the same address. */
export function senderOf(
  words: Words,
  letter: { senderName: string | null } | null,
  { siteName, mailFrom }: { siteName: string | null; mailFrom: Sender },
): Sender {
  const senderName = letter?.senderName ?? null;
  const site = siteName ?? mailFrom.name;
  if (senderName === null || site === "" || site === senderName)
    return { ...mailFrom, name: senderName ?? mailFrom.name };
  return { ...mailFrom, name: words("mail.sender-via", { name: senderName, site }) };
}
