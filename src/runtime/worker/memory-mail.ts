import type { FolderMail, MailFolder } from "../../deps.ts";
import type { Mailer } from "../../mail/mailer.ts";
import type { Clock } from "../../shared/clock.ts";

/** Once there are more, the oldest is forgotten. */
const MAILS_MAX = 200;

/** Newest first. Gone when the process ends. */
const mails: FolderMail[] = [];

/** Keeps mail in memory instead of sending it: for development in a place without files. */
export function memoryMailer(clock: Clock): Mailer {
  return {
    send: async ({ to, subject, text, html }) => {
      const at = clock.now().toISOString();
      mails.unshift({ id: crypto.randomUUID(), at, to, subject, text, html });
      mails.splice(MAILS_MAX);
      return { outcome: "sent" };
    },
    takesInternational: async () => true,
    close: async () => undefined,
  };
}

export const memoryMails: MailFolder = {
  list: async () => [...mails],
  read: async (id) => mails.find((mail) => mail.id === id) ?? null,
};
