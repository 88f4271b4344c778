import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { sendDigests } from "../../src/accounts/digest.ts";
import { invite } from "../../src/accounts/invite.ts";
import { tellOthers } from "../../src/accounts/mass/notices.ts";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { MAIL_KINDS } from "../../src/mail/outbox.ts";
import { HOUR_MS } from "../../src/shared/clock.ts";
import { signOwnPageToken } from "../../src/shared/keys/signed-token.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { remindUnconfirmed } from "../../src/signatures/signing/remind.ts";
import { PERSON, sign } from "../support/forms.ts";
import { linkIn, mailSaying } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Causes a mail of every kind. */
async function sendOneOfEach(): Promise<void> {
  const letter = await buildLetter(world.deps, {
    slug: "rivers",
    contact: "letter@river.example",
    replyTo: "letter@river.example",
  });
  await sign(world, PERSON);
  for (const state of ["pending", "rejected"] as const) {
    await buildEntry(world.deps, letter, {
      state,
      email: `${state}@example.org`,
      name: `Ada ${state}`,
    });
    await sign(world, { ...PERSON, email: `${state}@example.org` });
  }
  const moderator = await signInAs(world, "moderator");
  for (const [decision, name] of [
    ["approve", "Yes"],
    ["reject", "No"],
  ] as const) {
    const id = await buildEntry(world.deps, letter, { state: "pending", name });
    await moderator.post("/admin/letters/rivers/decisions", { id, decision, reason: "duplicate" });
    const changed = await buildEntry(world.deps, letter, { proposal: { name: `New ${name}` } });
    const what = { id: changed, decision, reason: "duplicate" };
    await moderator.post("/admin/letters/rivers/decisions", what);
  }
  const organisation = await buildEntry(world.deps, letter, { kind: "organisation" });
  const office = { address: "office@example.org" };
  await moderator.post(`/admin/letters/rivers/entries/${organisation}/second-confirmation`, office);
  await buildEntry(world.deps, letter, { email: "lost@example.org" });
  await browserIn(world).post("/letters/rivers/lost-link", { email: "lost@example.org" });
  await buildEntry(world.deps, letter, { email: "all@example.org" });
  await browserIn(world).post("/lost-link", { email: "all@example.org" });
  const moving = await buildEntry(world.deps, letter, { email: "moving@former.example" });
  const claim = { id: moving, version: 1 };
  const ownPage = paths.ownPage(await signOwnPageToken(world.deps.keys, claim));
  const move = { action: "change-address", new_email: "moved@later.example" };
  await browserIn(world).post(ownPage, move);
  const address = { local: "new", domain: "staff.example" };
  await invite(world.deps, {
    address,
    displayName: "New",
    role: "moderator",
    letterId: letter.id,
    byMail: true,
  });
  await browserIn(world).post("/admin/sign-in", { email: "new@staff.example" });
  await moderator.post("/admin/step-up/mail");
  const { token } = await createSignIn(world.deps, moderator.accountId, "sign-in", {
    byMail: false,
  });
  await browserIn(world).post(`/admin/sign-in/${token}`);
  await world.deliver();
  const asked = mailSaying(world.mailbox, "asked us to send mail about it to this address");
  await browserIn(world).post(linkIn(asked, "question"), { decision: "confirm" });
  world.clock.advance(49 * HOUR_MS);
  expect(await remindUnconfirmed(world.deps)).toBe(1);
  await sendDigests(world.deps);
  await signInAs(world, "campaigner");
  await tellOthers(world.deps, { letterId: letter.id, by: null, act: "erase", count: 10 });
  await world.deliver();
}

describe("every mail", () => {
  it("is sent in text and HTML that stand on their own, and asks nothing of any server", async () => {
    await sendOneOfEach();
    const sent = await world.db.outbox.findMany({ where: { state: "sent" } });
    expect(new Set(sent.map(({ kind }) => kind))).toEqual(new Set(MAIL_KINDS));
    for (const mail of world.mailbox.mails) {
      expect(mail.subject).not.toBe("");
      expect(mail.text).toMatch(/^Hello,\n\n[A-Z]/);
      expect(mail.text).toMatch(/\n\n-- \nYou got this message because/);
      expect(mail.text).not.toMatch(/undefined|\{|<|null/);
      expect(mail.html).not.toMatch(/<img|<link|<script|url\(|@import|undefined|src=/);
      expect(mail.html).toContain(`<title>`);
      const links = mail.text.match(/https?:\/\/\S+/g) ?? [];
      for (const link of links) expect(mail.html).toContain(link.replace(/\.$/, ""));
    }
  });

  it("about a signature is answered to the people behind the letter", async () => {
    await sendOneOfEach();
    const about = world.mailbox.mails.filter(({ text }) => text.includes("to sign “"));
    expect(about.length).toBeGreaterThan(3);
    for (const mail of about) expect(mail.replyTo).toBe("letter@river.example");
  });

  it("leads a signatory to their page, or first to the one that confirms, and to no more mail", async () => {
    await sendOneOfEach();
    const isOfStaff = (to: string[]) => to.some((one) => one.endsWith("@staff.example"));
    const mails = world.mailbox.mails.filter(({ to }) => !isOfStaff(to));
    expect(mails.length).toBeGreaterThan(10);
    for (const { text } of mails) expect(text).toMatch(/\nhttp\S+\/suppression\/\S+$/m);
    // An organisation that is asked, and an address that is new or former, are no signatory's.
    const others = /^Did |^Confirm your new|^Your address has changed/;
    for (const { subject, text } of mails.filter(({ subject }) => !others.test(subject))) {
      const isUnconfirmed = /^Confirm your signature|^You have not confirmed yet/.test(subject);
      const page = isUnconfirmed
        ? /\nhttp\S+\/verification\/\S+$/m
        : /\nhttp\S+\/(signature|entries)\/\S+$/m;
      expect(text, subject).toMatch(page);
    }
  });

  it("has its own file of words", () => {
    const files = readdirSync("emails").filter(
      (name) => !/letterhead|about-letter|sender/.test(name),
    );
    const kinds = MAIL_KINDS.filter((kind) => kind !== "already-rejected").map(
      (kind) => `${kind}.ts`,
    );
    expect(files.sort()).toEqual(kinds.sort());
  });
});
