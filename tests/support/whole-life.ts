import { paths } from "../../src/shared/pages/paths.ts";
import { ORGANISATION, PERSON, sign } from "./forms.ts";
import { confirmedImport } from "./importing.ts";
import { finish, press, propose, type Staff } from "./invalidating.ts";
import { linkIn, mailSaying } from "./mail/mailbox.ts";
import { browserIn, type FormFields, signInAs, type World } from "./world.ts";

/** What marks everything that somebody types in a whole life. */
export const TYPED = /canary/i;

const QUEUE = "/admin/letters/rivers/decisions";

const CANARY_PERSON = {
  ...PERSON,
  name: "Canary Lovelace",
  sort_name: "Canary Sorted",
  title: "Canary Countess",
  affiliation: "Canary Society",
} as const;

const CANARY_ORGANISATION = {
  ...ORGANISATION,
  name: "The Canary Society",
  website: "https://canary-society.example",
  contact_name: "Canary Contact",
  contact_role: "Canary President",
} as const;

/**
 * Does everything that can be done with signatures and by staff, through the site and with real
 * mail. Everything that is typed holds a canary, addresses too.
 */
export async function liveWholeLife(world: World): Promise<void> {
  const moderator = await signInAs(world, "moderator");
  await liveAsPerson(world, moderator);
  await liveAsOrganisation(world, moderator);
  await endOtherwise(world, moderator);
  await workAsCampaigner(world);
  await workAsAdministrator(world);
}

async function confirmedAs(world: World, fields: FormFields, name: string): Promise<string> {
  await sign(world, fields);
  await world.deliver();
  const link = linkIn(mailSaying(world.mailbox, name), "verification");
  await browserIn(world).post(link, { decision: "confirm" });
  const entry = await world.db.signature.findFirstOrThrow({ where: { state: "pending" } });
  return entry.id;
}

async function ownPageOf(world: World, email: string): Promise<string> {
  await browserIn(world).post("/letters/rivers/lost-link", { email });
  world.clock.advance(11 * 60_000);
  await world.deliver();
  return linkIn(
    world.mailbox.mails.findLast(({ text }) => text.includes("/signature/")),
    "signature",
  );
}

async function liveAsPerson(world: World, moderator: Staff): Promise<void> {
  const email = "canary.ada@example.org";
  await sign(world, { ...CANARY_PERSON, name: "www.canary.example/x", email });
  await sign(world, { ...CANARY_PERSON, email: "canary@@example.org" });
  await sign(world, { ...CANARY_PERSON, email, altcha: "canary" });
  world.mailbox.refuseWith(451);
  await sign(world, { ...CANARY_PERSON, email });
  await world.deliver();
  world.clock.advance(60_000);
  world.mailbox.refuseWith(null);
  const id = await confirmedAs(world, { ...CANARY_PERSON, email }, "Canary Lovelace");
  await sign(world, { ...CANARY_PERSON, email });
  await world.deliver();
  const decision = { id, decision: "reject", reason: "canary words", note: "A canary note" };
  await moderator.post(QUEUE, decision);
  await moderator.post(QUEUE, { id, decision: "undo" });
  await moderator.post("/admin/letters/rivers/queue/search", { q: email });
  await moderator.post("/admin/letters/rivers/queue/search", { q: "Canary Lovelace" });
  await moderator.post(QUEUE, { id, decision: "approve" });
  await world.deliver();
  const page = await ownPageOf(world, email);
  const own = browserIn(world);
  await own.post(page, { ...CANARY_PERSON, action: "edit", name: "Canary Changed" });
  await moderator.post(QUEUE, { id, decision: "approve" });
  await own.post(page, { action: "hide" });
  await own.post(page, { action: "show" });
  await own.get("/letters/rivers/signatories?q=canary");
  await changeAddress(world, page, "canary.given.up@example.org", "refuse");
  await own.post(page, { action: "change-address", new_email: "canary@@example.org" });
  await own.post(page, { action: "change-address", new_email: "canary.third@example.org" });
  await own.post(page, { action: "cancel-address" });
  await changeAddress(world, page, "canary.moved@example.org", "confirm");
  const moved = await ownPageOf(world, "canary.moved@example.org");
  await own.post(moved, { action: "withdraw", confirm: "on" });
  await world.deliver();
}

async function changeAddress(world: World, page: string, to: string, decision: string) {
  await browserIn(world).post(page, { action: "change-address", new_email: to });
  await world.deliver();
  const mail = world.mailbox.mails.findLast(({ text }) => text.includes("/question/"));
  await browserIn(world).post(linkIn(mail, "question"), { decision });
  await world.deliver();
}

async function liveAsOrganisation(world: World, moderator: Staff): Promise<void> {
  const email = "office@canary-mail.example";
  const id = await confirmedAs(world, { ...CANARY_ORGANISATION, email }, "The Canary Society");
  const entry = `/admin/letters/rivers/entries/${id}`;
  const ask = `${entry}/second-confirmation`;
  await moderator.post(ask, { address: "canary@elsewhere.example" });
  await moderator.post(ask, { address: "board@canary-society.example" });
  const page = await (await moderator.get(entry)).text();
  const seen = /name="seen" value="(\w+)"/.exec(page)?.[1] ?? "";
  const mended = { name: "the CANARY society", contact_role: "canary, president", seen };
  await moderator.post(`${entry}/correction`, mended);
  await moderator.post(`${entry}/correction`, { ...mended, name: "Another Canary" });
  await world.deliver();
  const mail = world.mailbox.mails.findLast(({ text }) => text.includes("/question/"));
  await browserIn(world).post(linkIn(mail, "question"), { decision: "confirm" });
  await moderator.post(QUEUE, { id, decision: "approve", note: "Canary phoned" });
  await moderator.post(QUEUE, { id, decision: "takedown", reason: "canary asked us to" });
  await moderator.get(entry);
  await moderator.post(QUEUE, { id, decision: "undo" });
  await moderator.post(QUEUE, { id, decision: "erase", reason: "canary asked us to" });
  await world.deliver();
}

/** Not me, never again, a mailbox that does not exist, an entry that is held and released. */
async function endOtherwise(world: World, moderator: Staff): Promise<void> {
  const refusing = {
    ...CANARY_PERSON,
    name: "Canary Refusing",
    email: "canary.not.me@example.org",
  };
  await sign(world, refusing);
  await world.deliver();
  const mail = mailSaying(world.mailbox, "Canary Refusing");
  await browserIn(world).post(linkIn(mail, "verification"), { decision: "refuse" });
  await browserIn(world).post(linkIn(mail, "suppression"), { answer: "suppress" });
  await sign(world, { ...refusing, name: "Canary Suppressed" });
  await world.deliver();
  world.mailbox.refuseWith(550);
  await sign(world, { ...CANARY_PERSON, email: "canary.nobody@example.org" });
  await world.deliver();
  world.mailbox.refuseWith(null);
  const held = { ...CANARY_PERSON, email: "canary.held@example.org", altcha: undefined };
  await sign(world, held);
  const { id } = await world.db.signature.findFirstOrThrow({ where: { state: "held" } });
  await moderator.post(QUEUE, { id, decision: "release", state: "held" });
  await world.deliver();
}

async function workAsCampaigner(world: World): Promise<void> {
  const campaigner = await signInAs(world, "campaigner");
  const admin = "/admin/letters/rivers";
  const csv = "kind,name,title,affiliation\nindividual,Canary Imported,Dr,Canary Institute\n";
  await campaigner.post(`${admin}/import`, { text: csv });
  await campaigner.post(`${admin}/import`, confirmedImport(csv));
  const id = await propose(campaigner, { name: "*canary imp*", note: "A canary note" });
  await press(campaigner, id, "release");
  await finish(world);
  await press(campaigner, id, "undo");
  await finish(world);
  const states = "published,pending,unverified,withdrawn";
  for (const format of ["csv", "json"]) {
    await (
      await campaigner.post(`${admin}/exports`, { format, states, contacts: "on", purpose: "Us" })
    ).text();
  }
  await campaigner.post(`${admin}/reasons`, {
    action: "add",
    label: "Canary",
    "sentence-en": "A canary sentence.",
  });
  await campaigner.post(`${admin}/people`, {
    name: "Canary Colleague",
    email: "canary.colleague@example.org",
    role: "moderator",
  });
  await world.deliver();
}

async function workAsAdministrator(world: World): Promise<void> {
  const administrator = await signInAs(world, "administrator", null);
  const person = { name: "Canary Staff", email: "canary.staff@example.org", role: "moderator" };
  await administrator.post("/admin/people", person);
  await world.deliver();
  const link = linkIn(world.mailbox.mails.at(-1), "admin/sign-in");
  const invited = browserIn(world);
  await invited.post(link, {}, { "User-Agent": "Canary/1.0 Firefox/140.0" });
  await invited.post("/admin/step-up/mail");
  await invited.post(paths.passkeys, { response: "{canary", label: "Canary key" });
  await browserIn(world).post("/admin/sign-in", { email: person.email });
  await browserIn(world).post("/admin/sign-in/canary");
  await world.deliver();
  await administrator.post("/admin/letters/rivers/edit", { title: "Canary", body: "Canary" });
}
