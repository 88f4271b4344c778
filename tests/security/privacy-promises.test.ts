import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { english } from "../../views/generated/locales/english.ts";

/** A file below `tests`, and the name of a test or case in it. */
type Test = readonly [file: string, name: string];

const PAGE = "web/letter/page.test.ts";
const FIGURES = "stores/contract/figures.test.ts";
const SIGN = "signatures/signing/sign.test.ts";
const KEPT = "stores/contract/retention.test.ts";
const KEPT_PAGES = "signatures/retention/retention.test.ts";
const RETENTION = "security/retention.test.ts";
const HCAPTCHA = "captcha/hcaptcha-form.test.ts";
const AGREEMENTS = "signatures/own-page/agreements.test.ts";
const ADDRESS = "signatures/questions/address/address.test.ts";
const SUPPRESS = "signatures/signing/suppress.test.ts";
const EMAILS = "mail/emails.test.ts";
const TAKEDOWN = "stores/contract/takedown.test.ts";
const OWN_PAGE = "signatures/own-page/view.test.ts";
const CANARIES: Test = ["security/canaries.test.ts", "is in no public page"];
const WHOM_TO_WRITE_TO: Test = [PAGE, "always says whom to write to"];

/**
 * The beginning of each sentence of the privacy page, and the tests that hold what it says. Each
 * was seen failing with a fault planted in the product: a sentence that changes needs that again.
 */
const HELD: Readonly<Record<string, readonly Test[]>> = {
  "{controller} is responsible": [[PAGE, "names who answers for the data beside the consent"]],
  "Questions and requests go to": [WHOM_TO_WRITE_TO],
  "Once a moderator has approved your entry,": [
    CANARIES,
    ["web/export/routes.test.ts", "holds the whole list in its order, and public fields alone"],
  ],
  "For an organisation, we publish": [CANARIES],
  "If you sign without being named,": [CANARIES, [PAGE, "counts in plain words"]],
  "This letter also shows how many": [[FIGURES, "tell what has become of its signatures"]],
  "It shows only numbers,": [[FIGURES, "tell what has become of its signatures"]],
  "If you withdraw yours,": [[FIGURES, "tell what has become of its signatures"]],
  "Your email address, an organisation's contact": [CANARIES],
  "The moderators of this letter": [
    ["web/queue/entry.test.ts", "is for those who moderate the letter"],
  ],
  "They may ask an organisation,": [
    ["signatures/questions/second/second.test.ts", "mails the address that it publishes"],
    ["signatures/questions/second/second.test.ts", "is refused with a sentence that says why"],
  ],
  "Anyone who reads that message": [
    ["signatures/questions/second/second.test.ts", "mails the address that it publishes"],
  ],
  "We store the address encrypted.": [[SIGN, "keeps the address encrypted and hashed"]],
  "We use it for messages about": [[AGREEMENTS, "is what was ticked last"]],
  "If the link that brought you": [
    ["web/signing/source.test.ts", "is what the address of the letter's page or list says"],
  ],
  "We do not store your internet": [[SIGN, "keeps of a client only two hashes"]],
  "We make two codes from it,": [
    [SIGN, "keeps of a client only two hashes"],
    [RETENTION, "the key under which the clients of a day are hashed"],
  ],
  "Until then, the codes show": [
    [RETENTION, "links no entry to a client once the key of its day is gone"],
  ],
  "So that nobody can flood you": [
    [RETENTION, "what an address was mailed"],
    [SIGN, "lets one network cause three of them"],
  ],
  "For this we use codes": [[RETENTION, "what an address was mailed"]],
  "We do not set any cookies, and": [
    ["web/guards/guards.test.ts", "sets no cookie for readers and signers"],
  ],
  "We do not set any cookies.": [
    ["web/guards/guards.test.ts", "sets no cookie for readers and signers"],
  ],
  "As long as you only read,": [[HCAPTCHA, "says before anything loads who is asked"]],
  "hCaptcha, a service of": [[HCAPTCHA, "says before anything loads who is asked"]],
  "It loads when you first use": [
    ["journeys/hcaptcha.test.ts", "is asked for nothing before the form is touched"],
  ],
  "We send hCaptcha only": [
    ["captcha/hcaptcha.test.ts", "takes an answer that the provider says is good"],
  ],
  "Without scripts, hCaptcha never loads": [[HCAPTCHA, "says before anything loads who is asked"]],
  "A moderator then has to release": [
    [HCAPTCHA, "is held, with the same answer, where hCaptcha is out of order"],
    [RETENTION, "an entry that was released and not confirmed"],
  ],
  "If you do not confirm your entry,": [[RETENTION, "an entry that nobody confirmed"]],
  "If a moderator has to release": [[RETENTION, "an entry that nobody released"]],
  "You agree to two separate things:": [[AGREEMENTS, "is kept for each purpose"]],
  "Each has its own sentence": [[AGREEMENTS, "is kept for each purpose"]],
  "With your entry, we keep which": [[AGREEMENTS, "is kept for each purpose"]],
  "Your own page shows this.": [[AGREEMENTS, "stands on their own page and with staff"]],
  "You can stop the news there with one click,": [
    [AGREEMENTS, "begins and ends for news at once, alone"],
  ],
  "To end the publication,": [[OWN_PAGE, "takes an entry out of list, counts and search at once"]],
  "We keep a confirmed entry": [
    [RETENTION, "is forgotten by that state alone"],
    [OWN_PAGE, "takes two presses, erases everything personal"],
  ],
  "We delete your email address, and": [
    [KEPT, "erases what has been kept for its time"],
    [KEPT_PAGES, "see what is held and until when"],
  ],
  "Email addresses and contact persons have been deleted": [
    [KEPT, "erases what has been kept for its time"],
    [KEPT, "passes over rows that cannot be erased"],
  ],
  "The letter has no closing date yet.": [[KEPT, "goes by the letter's own months"]],
  "After that, we keep a code": [[KEPT_PAGES, "is told so on the own page, and can hide"]],
  "If you lose the link to your entry,": [[KEPT, "keeps a typed address until its mail has left"]],
  "We delete what you typed once": [
    [KEPT, "keeps a typed address until its mail has left"],
    [KEPT_PAGES, "keeps a typed address for as long as a mail to it cannot leave"],
  ],
  "We delete an entry that is not accepted,": [[KEPT, "erases what has been kept for its time"]],
  "The people who run the letter can export": [
    [KEPT_PAGES, "stay unnamed in the record of an export"],
  ],
  "We record who did so,": [[KEPT_PAGES, "stay unnamed in the record of an export"]],
  "The record does not have any": [[KEPT_PAGES, "stay unnamed in the record of an export"]],
  "The people who run the letter can also add": [
    ["web/import/routes.test.ts", "shows what each line becomes and stores nothing, then imports"],
  ],
  "If this has to wait for a second person,": [
    ["security/stolen-acts.test.ts", "and sixty more wait for a second person"],
  ],
  "We keep only five of its names,": [
    ["signatures/mass/releases.test.ts", "is not done if nobody releases it in time"],
  ],
  "If the people who run the letter take": [
    CANARIES,
    [TAKEDOWN, "takes what is %s off every public page"],
  ],
  "Until then, they can put it back.": [
    [TAKEDOWN, "is complete after 24 hours, once, and nothing leads back"],
  ],
  "On your own page, you can ask": [[ADDRESS, "is asked at the new one, told at the old one"]],
  "Anyone who opens our message there": [[ADDRESS, "can name another contact"]],
  "We keep the old address until": [[ADDRESS, "is asked at the new one, told at the old one"]],
  "We keep the new address, and": [
    [ADDRESS, "is asked at the new one, told at the old one"],
    [ADDRESS, "is refused by whoever did not want it, and forgotten if nobody answers"],
    [RETENTION, "a new address, and the contact person named with it"],
  ],
  "Until you confirm your signature,": [[EMAILS, "leads a signatory to their page"]],
  "After that, each mail has": [[EMAILS, "leads a signatory to their page"]],
  "Withdrawing takes two clicks,": [
    [OWN_PAGE, "takes two presses, erases everything personal"],
    ["security/erasing.test.ts", "leaves nothing of an"],
  ],
  "There you can change your entry": [
    [OWN_PAGE, "takes an entry out of list, counts and search at once"],
    [OWN_PAGE, "holds at once for a pending entry"],
  ],
  "You can also write to": [WHOM_TO_WRITE_TO],
  "Every mail also has a link": [
    [EMAILS, "leads a signatory to their page"],
    [SUPPRESS, "is a button behind a link in every mail"],
  ],
  "To keep to this,": [
    [SUPPRESS, "keeps no address, only its keyed hash"],
    [SUPPRESS, "can be taken back by the same link"],
  ],
  "Where the law gives you": [
    ["signatures/own-page/copy.test.ts", "holds everything but what moderators noted"],
  ],
};

/** What is said of others: no test of ours can hold it. */
const OF_OTHERS = [
  "From then on, that company sees",
  "It also sees how you answer",
  "It may set its own cookies.",
  "Its privacy policy is at",
];

/** What is no sentence is a heading or a link. */
const sentences = Object.values(english.privacy)
  .flatMap((text) => text.split(/(?<=[.:?])\s+(?=[A-Z{])/))
  .filter((text) => text.endsWith("."));

describe("the privacy page", () => {
  it("says nothing that no test holds", () => {
    const begins = [...Object.keys(HELD), ...OF_OTHERS];
    const held = sentences.map((sentence) => begins.filter((one) => sentence.startsWith(one)));
    expect(sentences.filter((_, index) => held[index]?.length !== 1)).toEqual([]);
    expect(new Set(held.flat())).toEqual(new Set(begins));
  });

  it("is held by tests that there are", () => {
    const missing = Object.values(HELD)
      .flat()
      .filter(([file, name]) => !textOf(file).includes(name));
    expect(missing).toEqual([]);
    expect(Object.values(HELD).filter((tests) => tests.length === 0)).toEqual([]);
  });
});

function textOf(file: string): string {
  return readFileSync(`tests/${file}`, "utf8");
}
