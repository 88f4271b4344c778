import { createTransport, type SMTPPoolOptions } from "nodemailer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Config } from "../config.ts";
import { SECOND_MS } from "../shared/clock.ts";
import type { Sender } from "../shared/text/sender.ts";
import type { Mailer, MailOutcome, OutgoingMail } from "./mailer.ts";

/** The longest that any step towards the mail server may take. */
export const SMTP_TIMEOUT_MS = 10 * SECOND_MS;

const TIMEOUTS = {
  connectionTimeout: SMTP_TIMEOUT_MS,
  greetingTimeout: SMTP_TIMEOUT_MS,
  socketTimeout: SMTP_TIMEOUT_MS,
  dnsTimeout: SMTP_TIMEOUT_MS,
};

/** How a runtime connects to the mail server, if it does so in its own way. */
export type SmtpConnections = Pick<SMTPPoolOptions, "maxConnections" | "getSocket">;

/**
 * Sends mail over SMTP.
 *
 * A pool keeps its connections open between mails, one for each slot, so that no mail waits for the
 * connection of another. Every wait is bounded: nodemailer's own
 * limits run to ten minutes, which would hold up the whole outbox.
 */
export function smtpMailer(
  smtpUrl: string,
  config: Config,
  connections: SmtpConnections = { maxConnections: config.mailSlots },
): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    ...connections,
    ...TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(config.dkim && {
      dkim: {
        domainName: config.dkim.domain,
        keySelector: config.dkim.selector,
        privateKey: config.dkim.privateKey,
      },
    }),
  });
  let international: Promise<boolean | null> | null = null;
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(toMessage(mail, config.mailFrom));
        return { outcome: "sent" };
      } catch (error) {
        return failureOf(error);
      }
    },
    takesInternational: async () => {
      international ??= offersUtf8(smtpUrl, connections);
      const answer = await international;
      // Nobody is turned away while it cannot be reached: the mail waits. The next one asks again.
      if (answer === null) international = null;
      return answer ?? true;
    },
    close: async () => transport.close(),
  };
}

/**
 * Whether a server offers SMTPUTF8 (RFC 6531), by what it answers to EHLO. Null if it cannot be
 * reached.
 */
async function offersUtf8(smtpUrl: string, { getSocket }: SmtpConnections) {
  const { hostname, port, protocol } = new URL(smtpUrl);
  const place = {
    host: hostname,
    secure: protocol === "smtps:",
    ...(port && { port: Number(port) }),
  };
  const socket = getSocket === undefined ? {} : await openSocket(getSocket, place);
  if (socket === null) return null;
  const connection = new SMTPConnection({ ...place, ...TIMEOUTS, ...socket });
  return await new Promise<boolean | null>((resolve) => {
    connection.on("error", () => resolve(null));
    connection.connect(() => {
      resolve(/^250[ -]SMTPUTF8\b/im.test(connection.lastServerResponse || ""));
      connection.quit();
    });
  });
}

type Socket = Parameters<Parameters<NonNullable<SmtpConnections["getSocket"]>>[1]>[1];

function openSocket(
  getSocket: NonNullable<SmtpConnections["getSocket"]>,
  place: Parameters<NonNullable<SmtpConnections["getSocket"]>>[0],
): Promise<NonNullable<Socket> | null> {
  return new Promise((resolve) =>
    getSocket(place, (error, socket) => resolve(error ? null : (socket ?? {}))),
  );
}

/** A mail for nodemailer. Addresses are objects: in a string, a comma would make one two. */
export function toMessage(mail: OutgoingMail, from: Sender) {
  return {
    from: { ...from, name: mail.fromName ?? from.name },
    to: { name: "", address: mail.to },
    ...(mail.replyTo !== null && { replyTo: { name: "", address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      // Source: RFC 8058, one-click unsubscribing.
      ...(mail.unsubscribeUrl !== null && {
        "List-Unsubscribe": `<${mail.unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  };
}

/**
 * Whether a failure is worth another try. Only a permanent refusal of this recipient (RFC 5321, 5yz
 * to RCPT TO) is not: the operator can correct a wrong password or a refused sender, and the mail
 * must not be lost meanwhile.
 */
function failureOf(error: unknown): MailOutcome {
  const code = fieldOf(error, "responseCode");
  const command = fieldOf(error, "command");
  if (typeof code === "number") {
    const isLasting = code >= 500 && command === "RCPT TO";
    return { outcome: isLasting ? "never" : "later", code: `smtp-${code}` };
  }
  const name = fieldOf(error, "code");
  return { outcome: "later", code: typeof name === "string" ? name : "unknown" };
}

function fieldOf(error: unknown, field: string): unknown {
  return error instanceof Error ? Object.getOwnPropertyDescriptor(error, field)?.value : undefined;
}
