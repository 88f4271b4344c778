import { once } from "node:events";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A link of a mail, and whom it went to. */
const VERIFICATION = /\/verification\/([\w.-]+)/;

/** How long mails are waited for, in ms. */
const ARRIVAL_MAX_MS = 60_000;

/** A mail server that counts what arrives and keeps the links that confirm. */
export type MailSink = {
  url: string;
  count: () => number;
  /** Waits until so many mails have arrived in all. Throws if that takes a minute. */
  untilArrived: (total: number) => Promise<void>;
  /** Addresses that mail arrived at, and how many. */
  arrived: ReadonlyMap<string, number>;
  /** The token of the next mail that asks to confirm; null if none waits. */
  nextToken: () => string | null;
  close: () => Promise<void>;
};

/** Opens one that takes a mail after so many ms. */
export async function openMailSink(answerAfterMs = 0): Promise<MailSink> {
  const arrived = new Map<string, number>();
  const tokens: string[] = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      text(stream)
        .then((mail) => {
          count += 1;
          for (const { address } of session.envelope.rcptTo)
            arrived.set(address, (arrived.get(address) ?? 0) + 1);
          // Lines that are too long for a mail are broken after an equals sign (RFC 2045, 6.7).
          const token = VERIFICATION.exec(mail.replaceAll("=\r\n", ""))?.[1];
          if (token !== undefined) tokens.push(token);
          setTimeout(done, answerAfterMs);
        })
        .catch(done);
    },
  });
  // The sender may be stopped in the middle of a mail.
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("The sink has no port.");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    count: () => count,
    untilArrived: async (total) => {
      const endAt = performance.now() + ARRIVAL_MAX_MS;
      while (count < total) {
        if (performance.now() > endAt) throw new Error(`${total - count} mails did not arrive.`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    arrived,
    nextToken: () => tokens.shift() ?? null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
