import { buildLetter } from "../../../prisma/builders.ts";
import { signEntriesToken } from "../../../src/shared/keys/entries-token.ts";
import {
  signAddressToken,
  signOwnPageToken,
  signToken,
} from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { authenticator } from "../browser/authenticator.ts";
import { optionsFrom } from "../browser/passkeys.ts";
import { ORGANISATION, PERSON } from "../forms.ts";
import { confirmedImport } from "../importing.ts";
import { moveEntry } from "../moves.ts";
import { appCode } from "../totp.ts";
import { type FormFields, solveCaptcha } from "../world.ts";
import { IMPORT_REQUESTS } from "./imports.ts";
import { PUBLIC_LOOK, STAFF_LOOK } from "./look.ts";
import { besideRows, entryWithNote } from "./of-queue.ts";
import type { Browser, Request } from "./request.ts";
import type { Site } from "./site.ts";
import { ASKING, askedTakedown, POOL_TAKEN, settingAside, takingOut } from "./taking-out.ts";

const DESK = "/admin/letters/rivers";
const get = (path: string) => () => ({ path });
const post = (path: string, fields: FormFields = {}): Request => {
  return () => ({ path, fields });
};
/** A letter that tells its figures. */
const figures =
  (rest: string): Request =>
  async ({ world: { deps, db } }) => {
    await buildLetter(deps, { slug: "figures" });
    await db.letter.updateMany({ where: { slug: "figures" }, data: { showsFigures: true } });
    return { path: `/letters/figures${rest}` };
  };
const link = async (site: Site, id: string) =>
  `/verification/${await signToken(site.world.deps.keys, "verification", { id, expiresAt: ahead(site) })}`;
const own = async (site: Site, id: string) =>
  `/signature/${await signOwnPageToken(site.world.deps.keys, { id, version: 1 })}`;
const ahead = ({ world }: Site) => new Date(world.clock.now().getTime() + 3_600_000);
const suppression = async ({ world: { deps } }: Site) => {
  const hashes = await deps.keys.hashes("address-limit", "ada@example.org");
  return `/suppression/${await signAddressToken(deps.keys, hashes)}`;
};
const entriesPage = async ({ world: { db, deps } }: Site, id?: string) => {
  const where = id === undefined ? { state: "published" } : { id };
  const { addressKey } = await db.signature.findFirstOrThrow({ where, orderBy: { id: "asc" } });
  const expiresAt = new Date(deps.clock.now().getTime() + 3_600_000);
  return paths.entries(
    await signEntriesToken(deps.keys, { addressKey: addressKey ?? "", expiresAt }),
  );
};
const question = async (site: Site) => {
  const { db, deps, letter } = site.world;
  const { id: signatureId } = await db.signature.findFirstOrThrow({
    where: { state: "pending", kind: "organisation" },
    orderBy: { id: "asc" },
  });
  const about = 1 + (await db.question.count({ where: { signatureId } }));
  const [id, askedAt] = [crypto.randomUUID(), site.world.clock.now()];
  const asked = { letterId: letter.id, askedBy: site.accountId, askedAt, expiresAt: ahead(site) };
  await db.question.create({ data: { id, signatureId, kind: "second", about, ...asked } });
  return await signToken(deps.keys, "question", { id, expiresAt: ahead(site) });
};
const signIn = async (site: Site, purpose: "sign-in" | "step-up") => {
  const id = crypto.randomUUID();
  const times = { createdAt: site.world.clock.now(), expiresAt: ahead(site) };
  const data = { id, accountId: site.accountId, purpose, byMail: false, ...times };
  await site.world.db.signIn.create({ data });
  return await signToken(site.world.deps.keys, purpose, { id, expiresAt: ahead(site) });
};
/** What hidden fields of a page say. */
const hidden = async (browser: Browser, path: string, name: string) => {
  const page = await (await browser.get(path)).text();
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
};
/** As many as one press may decide in a small letter, and in a large one. */
const some = (site: Site) =>
  Array.from({ length: site.size.each === 1 ? 1 : POOL_TAKEN }, () => site.take("pending"));
const withPasskey =
  (path: "/admin/second-step" | "/admin/step-up"): Request =>
  async ({ passkey }, browser) => {
    const options = await optionsFrom(browser, `${path}/options`);
    return { path, fields: { response: passkey.use(options) } };
  };

const withCode =
  (path: string): Request =>
  async ({ world, appSecret: secret }) => ({
    path,
    fields: { secret, totp: appCode(secret, world.clock.now()) },
  });

const CSV = "kind,name,title,affiliation\nindividual,Bea Imported,Dr,Institute\n";
const WHY = { change_reason: "It was too short" };
const TEXT = { title: "Rivers", body: "We ask.", language: "en", publisher: "River Watch" };

/** Whoever has a passkey is refused what is for those who have none. */
export const REFUSED = [
  "POST /admin/step-up/mail",
  "POST /admin/step-up/:token",
  "POST /admin/letters/:slug/edit (without a reason)",
];

/** A request for each route, and more than one where it has more to it. */
export const PUBLIC_REQUESTS: Readonly<Record<string, Request>> = {
  "GET /": get("/"),
  "GET /letters/:slug{[a-z0-9-]+\\.json}": get("/letters/rivers.json"),
  "GET /letters/:slug{[a-z0-9-]+\\.json} (with figures)": figures(".json"),
  "GET /letters/:slug": get("/letters/rivers"),
  "GET /letters/:slug (with figures)": figures(""),
  "GET /letters/:slug/privacy": get("/letters/rivers/privacy"),
  "GET /captcha/challenge": get("/captcha/challenge?letter=rivers"),
  "POST /letters/:slug/signatures": async ({ world }) => {
    const altcha = await solveCaptcha(world);
    return { path: "/letters/rivers/signatures", fields: { ...PERSON, altcha } };
  },
  "POST /letters/:slug/signatures (an organisation)": async ({ world }) => {
    const altcha = await solveCaptcha(world);
    return { path: "/letters/rivers/signatures", fields: { ...ORGANISATION, altcha } };
  },
  "POST /letters/:slug/signatures (again)": async ({ world }) => {
    const altcha = await solveCaptcha(world);
    return { path: "/letters/rivers/signatures", fields: { ...PERSON, altcha } };
  },
  "POST /letters/:slug/signatures (held)": post("/letters/rivers/signatures", {
    ...PERSON,
    email: "held@example.org",
  }),
  "GET /letters/:slug/check-your-inbox": get("/letters/rivers/check-your-inbox"),
  "GET /verification/:token": async (site) => ({
    path: await link(site, site.take("unverified")),
  }),
  "POST /verification/:token": async (site) => ({
    path: await link(site, site.take("unverified")),
    fields: { decision: "confirm" },
  }),
  "GET /signature/:token": async (site) => ({ path: await own(site, site.take("rejected")) }),
  "GET /signature/:token/copy": async (site) => ({
    path: `${await own(site, site.take("rejected"))}/copy`,
  }),
  "POST /signature/:token": async (site) => ({
    path: await own(site, site.take("published")),
    fields: { ...PERSON, action: "edit", name: "Ada Anew" },
  }),
  "POST /signature/:token (news)": async (site) => ({
    path: await own(site, site.take("published")),
    fields: { action: "join-news" },
  }),
  "POST /signature/:token (no news)": async (site) => {
    const id = site.take("published");
    await moveEntry(site.world.deps, id, "join-news", { columns: { updates: true } });
    return { path: await own(site, id), fields: { action: "leave-news" } };
  },
  "POST /signature/:token (hide)": async (site) => ({
    path: await own(site, site.take("published")),
    fields: { action: "hide" },
  }),
  "POST /signature/:token (withdraw)": async (site) => ({
    path: await own(site, site.take("published")),
    fields: { action: "withdraw", confirm: "on" },
  }),
  "GET /letters/:slug/lost-link": get("/letters/rivers/lost-link"),
  "POST /letters/:slug/lost-link": post("/letters/rivers/lost-link", { email: PERSON.email }),
  "GET /lost-link": get("/lost-link"),
  "POST /lost-link": post("/lost-link", { email: PERSON.email }),
  "GET /entries/:token": async (site) => ({ path: await entriesPage(site) }),
  "POST /entries/:token": async (site) => ({
    path: await entriesPage(site),
    fields: { entry: "all" },
  }),
  "POST /entries/:token (confirmed)": async (site) => {
    const entry = site.take("published");
    return { path: await entriesPage(site, entry), fields: { entry, confirm: "on" } };
  },
  "GET /suppression/:token": async (site) => ({ path: await suppression(site) }),
  "POST /suppression/:token": async (site) => ({
    path: await suppression(site),
    fields: { answer: "suppress" },
  }),
  "GET /question/:token": async (site) => ({ path: `/question/${await question(site)}` }),
  "POST /question/:token": async (site) => ({
    path: `/question/${await question(site)}`,
    fields: { decision: "confirm", shown: "0" },
  }),
  "GET /second-confirmation/:token": async (site) => ({
    path: `/second-confirmation/${await question(site)}`,
  }),
  "POST /second-confirmation/:token": async (site) => ({
    path: `/second-confirmation/${await question(site)}`,
    fields: { decision: "confirm", shown: "0" },
  }),
  "GET /letters/:slug/signatories": get("/letters/rivers/signatories"),
  "GET /letters/:slug/signatories (a search)": get("/letters/rivers/signatories?q=ada+published"),
  "GET /letters/:slug/signatories.csv": get("/letters/rivers/signatories.csv"),
  "GET /letters/:slug/signatories.json": get("/letters/rivers/signatories.json"),
  "GET /letters/:slug/versions": get("/letters/rivers/versions"),
  "GET /letters/:slug/versions.json": get("/letters/rivers/versions.json"),
  "GET /letters/:slug/versions/:number{[1-9][0-9]{0,8}}": get("/letters/rivers/versions/2"),
  "GET /letters/:slug/versions/:file{[1-9][0-9]{0,8}\\.json}": get(
    "/letters/rivers/versions/2.json",
  ),
  "GET /letters/:slug/versions/:file{[1-9][0-9]{0,8}\\.txt}": get("/letters/rivers/versions/2.txt"),
  "GET /letters/:slug/:file{share(?:-[0-9]+)?\\.png}": get("/letters/rivers/share.png"),
  "GET /letters/:slug/badge.svg": get("/letters/rivers/badge.svg"),
  "GET /letters/:slug/qr.svg": get("/letters/rivers/qr.svg"),
  "GET /letters/:slug/qr.png": get("/letters/rivers/qr.png"),
  ...PUBLIC_LOOK,
  "GET /robots.txt": get("/robots.txt"),
  "GET /sitemap.xml": get("/sitemap.xml"),
  "GET /healthz": get("/healthz"),
  "GET /readyz": get("/readyz"),
  "GET /admin/sign-in": get("/admin/sign-in"),
  "POST /admin/sign-in": async ({ world, accountId }) => {
    const account = await world.db.account.findUniqueOrThrow({ where: { id: accountId } });
    return { path: "/admin/sign-in", fields: { email: `${account.displayName}@staff.example` } };
  },
  "GET /admin/sign-in/:token": async (site) => ({
    path: `/admin/sign-in/${await signIn(site, "sign-in")}`,
  }),
  "POST /admin/sign-in/:token": async (site) => ({
    path: `/admin/sign-in/${await signIn(site, "sign-in")}`,
    fields: {},
  }),
};

/** The same before the second step. */
export const HALF_REQUESTS: Readonly<Record<string, Request>> = {
  "GET /admin/second-step": get("/admin/second-step"),
  "POST /admin/second-step/options": post("/admin/second-step/options"),
  "POST /admin/second-step": withPasskey("/admin/second-step"),
  "POST /admin/second-step/code": withCode("/admin/second-step/code"),
  "POST /admin/second-step/recovery": ({ codes }) => ({
    path: "/admin/second-step/recovery",
    fields: { code: codes[0] ?? "" },
  }),
};

/** The same of an administrator whose proof of who they are is recent. */
export const STAFF_REQUESTS: Readonly<Record<string, Request>> = {
  "GET /admin/step-up": get("/admin/step-up"),
  "POST /admin/step-up/options": post("/admin/step-up/options"),
  "POST /admin/step-up": withPasskey("/admin/step-up"),
  "POST /admin/step-up/code": withCode("/admin/step-up/code"),
  "POST /admin/step-up/mail": post("/admin/step-up/mail"),
  "GET /admin/step-up/:token": async (site) => ({
    path: `/admin/step-up/${await signIn(site, "step-up")}`,
  }),
  "POST /admin/step-up/:token": async (site) => ({
    path: `/admin/step-up/${await signIn(site, "step-up")}`,
    fields: {},
  }),
  "GET /admin": get("/admin"),
  "POST /admin/session": post("/admin/session"),
  "GET /admin/account": get("/admin/account"),
  "GET /admin/account/passkeys/new": get("/admin/account/passkeys/new"),
  "POST /admin/account/passkeys/options": post("/admin/account/passkeys/options"),
  "POST /admin/account/passkeys": async (_, browser) => {
    const options = await optionsFrom(browser, "/admin/account/passkeys/options");
    const response = authenticator().register(options);
    return { path: "/admin/account/passkeys", fields: { response, label: "Another" } };
  },
  "POST /admin/account/passkeys/remove": async ({ world, accountId }) => {
    const where = { accountId, label: "Another" };
    const { id } = await world.db.passkey.findFirstOrThrow({ where });
    return { path: "/admin/account/passkeys/remove", fields: { id } };
  },
  "GET /admin/account/authenticator": get("/admin/account/authenticator"),
  "POST /admin/account/authenticator": withCode("/admin/account/authenticator"),
  "POST /admin/account/authenticator/remove": post("/admin/account/authenticator/remove"),
  "POST /admin/account/recovery-codes": post("/admin/account/recovery-codes"),
  "POST /admin/account/sessions": post("/admin/account/sessions", { id: "none" }),
  "GET /admin/people": get("/admin/people"),
  "POST /admin/people": post("/admin/people", {
    name: "New",
    email: "new@staff.example",
    role: "moderator",
    letter: "rivers",
  }),
  "GET /admin/people/:id": ({ colleague }) => ({ path: `/admin/people/${colleague}` }),
  "POST /admin/people/:id": ({ colleague }) => ({
    path: `/admin/people/${colleague}`,
    fields: { action: "grant", role: "campaigner", letter: "rivers" },
  }),
  "POST /admin/people/:id (disable)": ({ colleague }) => ({
    path: `/admin/people/${colleague}`,
    fields: { action: "disable" },
  }),
  "POST /admin/people/:id (enable)": ({ colleague }) => ({
    path: `/admin/people/${colleague}`,
    fields: { action: "enable" },
  }),
  "GET /admin/switches": get("/admin/switches"),
  "POST /admin/switches": post("/admin/switches", { switch: "stop-signing", turn: "on" }),
  ...STAFF_LOOK,
  "GET /admin/account/digest": get("/admin/account/digest"),
  "POST /admin/account/digest": post("/admin/account/digest", { digest: "daily" }),
  "GET /admin/new-letter": get("/admin/new-letter"),
  "POST /admin/new-letter": post("/admin/new-letter", { ...TEXT, slug: "new" }),
  "POST /admin/new-letter/preview": post("/admin/new-letter/preview", { ...TEXT, slug: "new" }),
  "GET /admin/letters/:slug": get(DESK),
  "POST /admin/letters/:slug/state": post("/admin/letters/new/state", {
    from: "draft",
    to: "open",
  }),
  "GET /admin/letters/:slug/edit": get(`${DESK}/edit`),
  "POST /admin/letters/:slug/edit": async (_, browser) => ({
    path: `${DESK}/edit`,
    fields: { ...TEXT, seen: await hidden(browser, `${DESK}/edit`, "seen"), ...WHY },
  }),
  "POST /admin/letters/:slug/edit (without a reason)": async (_, browser) => ({
    path: `${DESK}/edit`,
    fields: { ...TEXT, body: "Other.", seen: await hidden(browser, `${DESK}/edit`, "seen") },
  }),
  "POST /admin/letters/:slug/proposed-text": async ({ world, colleague }) => {
    const { id: letterId } = world.letter;
    const { currentVersionId } = await world.db.letter.findUniqueOrThrow({
      where: { id: letterId },
    });
    const proposedAt = world.clock.now();
    const text = { title: "New", body: "A text.", closing: "", reason: "Why" };
    const proposed = { ...text, proposedAt, proposedBy: colleague };
    await world.db.proposedText.create({
      data: { letterId, ...proposed, basedOn: currentVersionId ?? "" },
    });
    const fields = { action: "approve", seen: proposedAt.toISOString() };
    return { path: `${DESK}/proposed-text`, fields };
  },
  "POST /admin/letters/:slug/edit/preview": post(`${DESK}/edit/preview`, TEXT),
  "GET /admin/letters/:slug/reaffirm": get(`${DESK}/reaffirm`),
  "POST /admin/letters/:slug/reaffirm": post(`${DESK}/reaffirm`, { about: "1" }),
  "GET /admin/letters/:slug/copy": get(`${DESK}/copy`),
  "POST /admin/letters/:slug/copy": post(`${DESK}/copy`, { slug: "copied" }),
  "GET /admin/letters/:slug/draft": get("/admin/letters/copied/draft"),
  "POST /admin/letters/:slug/draft": async ({ address }) => ({
    path: "/admin/letters/copied/draft",
    fields: { ...PERSON, email: address },
  }),
  "GET /admin/letters/:slug/delete": get("/admin/letters/copied/delete"),
  "POST /admin/letters/:slug/delete": post("/admin/letters/copied/delete"),
  "GET /admin/letters/:slug/versions/:id": ({ world }) => ({
    path: `${DESK}/versions/${world.letter.version.id}`,
  }),
  "GET /admin/letters/:slug/settings": get(`${DESK}/settings`),
  "POST /admin/letters/:slug/settings": async (_, browser) => ({
    path: `${DESK}/settings`,
    fields: {
      seen: await hidden(browser, `${DESK}/settings`, "seen"),
      contact: "Us",
      submissionsPerClientMax: "50",
    },
  }),
  "POST /admin/letters/:slug/import": post(`${DESK}/import`, confirmedImport(CSV)),
  "POST /admin/letters/:slug/import (a preview)": post(`${DESK}/import`, { text: CSV }),
  ...IMPORT_REQUESTS,
  "GET /admin/letters/:slug/reasons": get(`${DESK}/reasons`),
  "POST /admin/letters/:slug/reasons": post(`${DESK}/reasons`, {
    action: "add",
    label: "Mine",
    "sentence-en": "A sentence.",
  }),
  "POST /admin/letters/:slug/reasons (up)": post(`${DESK}/reasons`, {
    action: "up",
    code: "reason-0",
  }),
  "GET /admin/letters/:slug/history": get(`${DESK}/history`),
  "GET /admin/letters/:slug/retention": get(`${DESK}/retention`),
  "POST /admin/letters/:slug/history": post(`${DESK}/history`),
  "GET /admin/letters/:slug/invalidations": get(`${DESK}/invalidations`),
  "POST /admin/letters/:slug/invalidations": post(`${DESK}/invalidations`, {
    name: "*Published*",
    act: "preview",
  }),
  "POST /admin/letters/:slug/invalidations (propose)": post(`${DESK}/invalidations`, {
    name: "*Rejected 1*",
    reason: "automated",
    act: "propose",
  }),
  "GET /admin/letters/:slug/invalidations/:id": ({ invalidation }) => ({
    path: `${DESK}/invalidations/${invalidation}`,
  }),
  "GET /admin/letters/:slug/invalidations/:id/progress": ({ invalidation }) => ({
    path: `${DESK}/invalidations/${invalidation}/progress`,
  }),
  "GET /admin/letters/:slug/queue": get(`${DESK}/queue`),
  "GET /admin/letters/:slug/queue (a search)": get(`${DESK}/queue?q=ada`),
  "GET /admin/letters/:slug/queue.json": get(`${DESK}/queue.json`),
  "GET /admin/letters/:slug/queue/beside": besideRows,
  "POST /admin/letters/:slug/queue/search": post(`${DESK}/queue/search`, { search: "192.0.2.1" }),
  "POST /admin/letters/:slug/presence": post(`${DESK}/presence`, { entry: "" }),
  ...ASKING,
  "GET /admin/letters/:slug/entries/:id": entryWithNote,
  "POST /admin/letters/:slug/decisions": (site) => ({
    path: `${DESK}/decisions`,
    fields: { id: some(site), decision: "approve" },
  }),
  "POST /admin/letters/:slug/decisions (undo)": async (site) => {
    const where = { decidedBy: site.accountId, state: "published" };
    const rows = await site.world.db.signature.findMany({ where, select: { id: true } });
    const fields = { id: rows.map(({ id }) => id), decision: "undo" };
    return { path: `${DESK}/decisions`, fields };
  },
  "POST /admin/letters/:slug/decisions (reject)": async (site) => {
    const where = { state: "pending" };
    const take = site.size.each === 1 ? 1 : 50;
    const rows = await site.world.db.signature.findMany({ where, take, select: { id: true } });
    const id = rows.map((row) => row.id);
    const fields = { id, decision: "reject", reason: "not-genuine", note: "A note" };
    return { path: `${DESK}/decisions`, fields };
  },
  "POST /admin/letters/:slug/decisions (later)": (site) => settingAside(some(site)),
  "POST /admin/letters/:slug/decisions (takedown)": (site) => takingOut(site, "takedown"),
  "POST /admin/letters/:slug/decisions (unpublish)": (site) => takingOut(site, "unpublish"),
  "POST /admin/letters/:slug/decisions (erase)": (site) => takingOut(site, "erase"),
  "GET /admin/letters/:slug/exports": get(`${DESK}/exports`),
  "POST /admin/letters/:slug/exports": post(`${DESK}/exports`, {
    format: "csv",
    states: "published,pending",
    contacts: "on",
    purpose: "The handover",
  }),
  "GET /admin/letters/:slug/releases": get(`${DESK}/releases`),
  "POST /admin/letters/:slug/releases/:id": async (site) => ({
    path: `${DESK}/releases/${await askedTakedown(site)}`,
    fields: { act: "release" },
  }),
  "GET /admin/letters/:slug/people": get(`${DESK}/people`),
  "POST /admin/letters/:slug/people": post(`${DESK}/people`, {
    action: "invite",
    name: "Mo",
    email: "mo@staff.example",
    role: "moderator",
  }),
  "POST /admin/letters/:slug/invalidations/:id": ({ invalidation }) => ({
    path: `${DESK}/invalidations/${invalidation}`,
    fields: { act: "release" },
  }),
  "POST /admin/letters/:slug/invalidations/:id/cancel": ({ invalidation }) => ({
    path: `${DESK}/invalidations/${invalidation}/cancel`,
    fields: {},
  }),
  "POST /admin/sign-out": post("/admin/sign-out"),
};
