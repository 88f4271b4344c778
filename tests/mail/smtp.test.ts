import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { smtpMailer } from "../../src/mail/smtp.ts";
import { type Mailbox, openMailbox } from "../support/mail/mailbox.ts";

let mailbox: Mailbox;

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
    const sent = await mailer.send({
      messageId: "<1@example.org>",
      to: "ada@example.org",
      replyTo: null,
      unsubscribeUrl: null,
      subject: "A letter",
      text: "A letter",
      html: "<p>A letter</p>",
    });
    await mailer.close();
    expect(sent).toEqual({ outcome: "sent" });
    expect(mailbox.mails[0]?.sender).toEqual({ name, address: "letters@example.org" });
  });
});

describe("a mail server", () => {
  it.each([true, false])("is asked whether it takes SMTPUTF8: %s", async (offers) => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      hideSMTPUTF8: !offers,
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    const port = typeof address === "object" ? address?.port : null;
    const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, readConfig({}));
    expect(await mailer.takesInternational()).toBe(offers);
    await mailer.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it("turns nobody away while it cannot be reached", async () => {
    const mailer = smtpMailer("smtp://127.0.0.1:1", readConfig({}));
    expect(await mailer.takesInternational()).toBe(true);
    await mailer.close();
  });
});
