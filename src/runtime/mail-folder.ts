import { mkdirSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { z } from "zod";
import type { FolderMail, MailFolder } from "../deps.ts";
import type { Mailer } from "../mail/mailer.ts";
import { toMessage } from "../mail/smtp.ts";
import type { Clock } from "../shared/clock.ts";
import type { Sender } from "../shared/text/sender.ts";

const LIST_MAX = 200;
const ID_PATTERN = /^[0-9]{13}-[0-9a-f]{8}$/;

const folderMail = z.object({
  id: z.string(),
  at: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

/**
 * Writes mail to a folder instead of sending it: each as an `.eml` file that any mail program
 * opens, with a `.json` file next to it for the page that lists them.
 */
export function folderMailer(folder: string, from: Sender, clock: Clock): Mailer {
  mkdirSync(folder, { recursive: true });
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    send: async (mail) => {
      const at = clock.now();
      const id = `${at.getTime()}-${randomHex()}`;
      const { message } = await transport.sendMail(toMessage(mail, from));
      const { to, subject, text, html } = mail;
      const listed: FolderMail = { id, at: at.toISOString(), to, subject, text, html };
      await writeFile(join(folder, `${id}.eml`), message);
      await writeFile(join(folder, `${id}.json`), JSON.stringify(listed));
      return { outcome: "sent" };
    },
    takesInternational: async () => true,
    close: async () => undefined,
  };
}

export function mailFolder(folder: string): MailFolder {
  const read = async (id: string): Promise<FolderMail | null> => {
    if (!ID_PATTERN.test(id)) return null;
    try {
      return folderMail.parse(JSON.parse(await readFile(join(folder, `${id}.json`), "utf8")));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    }
  };
  return {
    read,
    list: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
      const ids = names
        .map((name) => name.replace(/\.json$/, ""))
        .sort()
        .reverse();
      const mails = await Promise.all(ids.slice(0, LIST_MAX).map(read));
      return mails.filter((mail) => mail !== null);
    },
  };
}

function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
