import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type ArrivedMail = {
  to: string[];
  from: string;
  /** The name and the address before it is put together. */
  sender: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** The address at which one request stops all mail, as the header says; null without one. */
  unsubscribe: string | null;
};

/** A real SMTP server that keeps what it is given. */
export type Mailbox = {
  url: string;
  mails: ArrivedMail[];
  /** Answers recipients with this code for as long as it is set. */
  refuseWith: (code: number | null) => void;
  /** Takes so many ms for each mail, by its recipient; never answers after infinitely many. */
  answerAfter: (delayMs: (to: string) => number) => void;
  /** How many mails were being taken at the same time at most, and how many of some recipients. */
  takenAtOnce: (isCounted?: (to: string) => boolean) => number;
  close: () => Promise<void>;
};

/** In the clear, encrypted from the start, or once both sides agree. */
export type MailboxSecurity = "none" | "tls" | "starttls";

/** A certificate for localhost and its key. Whoever trusts `mailbox-authority.pem` trusts it. */
const PEM = "tests/support/mail/mailbox.pem";

export async function openMailbox(security: MailboxSecurity = "none"): Promise<Mailbox> {
  const mails: ArrivedMail[] = [];
  let refusal: number | null = null;
  let delayOf = (_to: string) => 0;
  const under: string[] = [];
  const crowds: string[][] = [];
  const server = new SMTPServer({
    authOptional: true,
    secure: security === "tls",
    disabledCommands: security === "starttls" ? ["AUTH"] : ["STARTTLS", "AUTH"],
    ...(security !== "none" && { cert: readFileSync(PEM), key: readFileSync(PEM) }),
    onRcptTo: ({ address }, _session, done) => {
      // As real ones do, it repeats the address.
      const refused = new Error(`<${address}>: no mail for ${address}`);
      done(refusal === null ? null : Object.assign(refused, { responseCode: refusal }));
    },
    onData: (stream, session, done) => {
      if (security !== "none" && !session.secure) return done(new Error("not encrypted"));
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const delayMs = Math.max(...to.map((address) => delayOf(address)));
      under.push(...to);
      crowds.push([...under]);
      simpleParser(stream)
        .then(async (mail) => {
          if (delayMs === Number.POSITIVE_INFINITY) return;
          if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
          mails.push(toArrived(mail, to));
          for (const address of to) under.splice(under.indexOf(address), 1);
          done();
        })
        .catch(done);
    },
  });
  // The sender may be killed in the middle of a mail.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const scheme = security === "tls" ? "smtps" : "smtp";
  const host = security === "none" ? "127.0.0.1" : "localhost";
  return {
    url: `${scheme}://${host}:${portOf(server.server.address())}`,
    mails,
    refuseWith: (code) => {
      refusal = code;
    },
    answerAfter: (delayMs) => {
      delayOf = delayMs;
    },
    takenAtOnce: (isCounted = () => true) =>
      Math.max(0, ...crowds.map((crowd) => crowd.filter(isCounted).length)),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function toArrived(mail: ParsedMail, to: string[]): ArrivedMail {
  const [sender] = mail.from?.value ?? [];
  return {
    to,
    from: mail.from?.text ?? "",
    sender: { name: sender?.name ?? "", address: sender?.address ?? "" },
    replyTo: mail.replyTo?.text ?? null,
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html || "",
    messageId: mail.messageId ?? "",
    unsubscribe: unsubscribeOf(mail),
  };
}

function unsubscribeOf({ headerLines }: ParsedMail): string | null {
  const lines = new Map(headerLines.map(({ key, line }) => [key, line]));
  const isOneClick = lines.get("list-unsubscribe-post")?.endsWith(" List-Unsubscribe=One-Click");
  const url = /<(\S+)>/.exec(lines.get("list-unsubscribe") ?? "")?.[1];
  return isOneClick && url !== undefined ? new URL(url).pathname : null;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The mailbox has no port.");
  return address.port;
}

/** The newest mail whose text has these words; mails leave in parallel, so order says nothing. */
export function mailSaying(mailbox: Mailbox, words: string): ArrivedMail {
  const mail = mailbox.mails.findLast(({ text }) => text.includes(words));
  if (mail === undefined) throw new Error(`No mail says “${words}”.`);
  return mail;
}

/** The only link to this kind of page that stands alone on a line of a mail. */
export function linkIn(
  mail: ArrivedMail | undefined,
  kind:
    | "verification"
    | "signature"
    | "entries"
    | "suppression"
    | "question"
    | "admin/sign-in"
    | "admin/step-up",
): string {
  const lines = (mail?.text ?? "").split("\n").map((line) => line.trim());
  const link = lines.find((line) => line.startsWith("http") && line.includes(`/${kind}/`));
  if (link === undefined) throw new Error(`There is no ${kind} link in the mail.`);
  return new URL(link).pathname;
}
