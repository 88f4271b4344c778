import { readFileSync } from "node:fs";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { smtpMailer } from "../../src/mail/smtp.ts";
import { type Mailbox, openMailbox } from "../support/mail/mailbox.ts";

let mailbox: Mailbox;

const UNTRUSTED = readFileSync("tests/support/servers/siteverify.pem", "utf8");
const MAIL = {
  messageId: "<1@example.org>",
  to: "ada@example.org",
  fromName: null,
  replyTo: null,
  unsubscribeUrl: null,
  subject: "A letter",
  text: "A letter",
  html: "<p>A letter</p>",
};

beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.close());

describe("mail", () => {
  it.each([
    ["Rivers (Letters) Team <letters@example.org>", "Rivers (Letters) Team"],
    ["Rivers: letters <letters@example.org>", "Rivers: letters"],
    ['"Rivers, People & Co" <letters@example.org>', "Rivers, People & Co"],
    ["Rivers, People & Co <letters@example.org>", "Rivers, People & Co"],
    ["Flüsse; für alle <letters@example.org>", "Flüsse; für alle"],
    ['Rivers "wild" \\ Co. <letters@example.org>', 'Rivers "wild" \\ Co.'],
    ["河流之友 <letters@example.org>", "河流之友"],
    ["letters@example.org", ""],
  ])("comes from the name that its operator wrote: %s", async (from, name) => {
    const mailer = smtpMailer(mailbox.url, readConfig({ MAIL_FROM: from }));
    mailbox.mails.length = 0;
    const sent = await mailer.send(MAIL);
    await mailer.close();
    expect(sent).toEqual({ outcome: "sent" });
    expect(mailbox.mails[0]?.sender).toEqual({ name, address: "letters@example.org" });
  });
});

/** A mail server, and its port. */
async function listening(isInternational: boolean, at = 0, options: SMTPServerOptions = {}) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    hideSMTPUTF8: !isInternational,
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

const mailerAt = (port: number) => smtpMailer(`smtp://127.0.0.1:${port}`, readConfig({}));

describe("a mail server", () => {
  it.each([true, false])("is asked whether it takes SMTPUTF8: %s", async (offers) => {
    const server = await listening(offers);
    const mailer = mailerAt(server.port);
    expect(await mailer.takesInternational()).toBe(offers);
    await mailer.close();
    await server.close();
  });

  it("turns nobody away while it cannot be reached, and is asked again", async () => {
    const { port, close } = await listening(true);
    await close();
    const mailer = mailerAt(port);
    expect(await mailer.takesInternational()).toBe(true);
    const server = await listening(false, port);
    expect(await mailer.takesInternational()).toBe(false);
    await mailer.close();
    await server.close();
  });

  it.each([
    ["smtps", { secure: true }],
    ["smtp", { disabledCommands: ["AUTH"] }],
  ])("is given no mail over %s if its certificate is not trusted", async (protocol, options) => {
    const server = await listening(true, 0, { key: UNTRUSTED, cert: UNTRUSTED, ...options });
    const mailer = smtpMailer(`${protocol}://127.0.0.1:${server.port}`, readConfig({}));
    expect(await mailer.send(MAIL)).not.toEqual({ outcome: "sent" });
    await mailer.close();
    await server.close();
  });
});
