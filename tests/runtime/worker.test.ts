import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { PERSON } from "../support/forms.ts";
import { linkIn, type Mailbox, mailSaying, openMailbox } from "../support/mail/mailbox.ts";
import {
  type Checkout,
  makeCheckout,
  type RunningWorker,
  startDeployed,
  startWorker,
} from "../support/servers/worker.ts";
import { browserIn, type FormFields, solveCaptcha } from "../support/world.ts";

const LETTER = "/letters/open-rivers";
const STAFF = "/admin/letters/open-rivers";
const TIMER = "/cdn-cgi/handler/scheduled";
/** How the Worker in this suite is told which client it is asked by. */
const CLIENT = "CF-Connecting-IP";

// Each starts a Worker, which is built and bundled anew: ten seconds if nothing else runs.
vi.setConfig({ testTimeout: 120_000 });

let checkout: Checkout;
let mailbox: Mailbox | null = null;
let worker: RunningWorker | null = null;

beforeAll(() => {
  checkout = makeCheckout({ isBuilt: false });
});
afterAll(() => checkout.remove());

afterEach(async () => {
  const ended = await worker?.stop();
  await mailbox?.close();
  worker = null;
  mailbox = null;
  expect(ended?.hasLeftovers).toBe(false);
});

describe("the Worker in workerd, with D1", () => {
  it("carries a signature from the form over SMTP and the queue to the list and out again", async () => {
    mailbox = await openMailbox("tls");
    const { mails } = mailbox;
    worker = await startWorker(checkout, {
      SMTP_URL: mailbox.url,
      MAIL_FROM: "Letters for $5 <letters@rivers.example>",
    });
    const reader = browserIn(worker);
    const moderator = await signIn(worker, worker.output());
    expect(await (await reader.get("/readyz")).json()).toEqual({ reads: true, writes: true });

    const altcha = await solveCaptcha(worker, "open-rivers");
    const signed = await reader.post(`${LETTER}/signatures`, { ...PERSON, altcha });
    expect(signed.status).toBe(303);
    expect(signed.headers.get("location")).toBe(`${LETTER}/check-your-inbox`);
    await expect.poll(() => mails.length).toBe(1);
    expect(mails[0]).toMatchObject({ to: [PERSON.email], from: expect.stringContaining("$5") });
    const link = linkIn(mails[0], "verification");
    expect(await (await reader.get(link)).text()).toContain("Did you sign this letter?");
    await reader.post(link, { decision: "confirm" });

    const queue = await (await moderator.get(`${STAFF}/queue.json`)).json();
    const pending: { id: string; name: string }[] = queue.pending;
    const id = pending.find(({ name }) => name === PERSON.name)?.id ?? "";
    const asJson = { Accept: "application/json" };
    const decision: FormFields = { decision: "approve", id };
    const decided = await moderator.post(`${STAFF}/decisions`, decision, asJson);
    expect(await decided.json()).toEqual({ decided: [id], skipped: [] });
    expect(await (await reader.get(`${LETTER}/signatories?q=lovelace`)).text()).toContain(
      PERSON.name,
    );
    expect(await publicNames(worker)).toContain(PERSON.name);
    const exported = await moderator.post(`${STAFF}/exports`, { format: "csv" });
    expect(await exported.text()).toContain(`${id},individual,Ada Lovelace,`);

    // The decision's mail leaves when it can no longer be undone, by the timer.
    const afterTimer = async () => {
      await reader.get(TIMER);
      return mails.length;
    };
    await expect.poll(afterTimer, { timeout: 25_000, interval: 1_000 }).toBe(2);
    const ownPage = linkIn(mailSaying(mailbox, "Ada Lovelace"), "signature");
    await reader.post(ownPage, { action: "withdraw", confirm: "on" });
    expect(await publicNames(worker)).not.toContain(PERSON.name);
    expect((await worker.stop()).code).toBe(0);
  });

  it("shows a newcomer the demo and its mail, and lets the commands reach its database", async () => {
    worker = await startWorker(checkout);
    const reader = browserIn(worker);
    const page = await reader.get(LETTER);
    const html = await page.text();
    expect(html).toContain("8 organisations and 12 people have signed");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("x-frame-options")).toBe("DENY");

    const style = await reader.get(/\/assets\/public-\w+\.css/.exec(html)?.[0] ?? "");
    expect([style.status, Object.fromEntries(style.headers)]).toMatchObject([
      200,
      {
        "content-type": "text/css; charset=utf-8",
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
      },
    ]);
    const hidden = ["/_headers", "/built.json", "/server.js", "/assets/", "/assets/%2e%2e/x"];
    for (const path of hidden) expect((await reader.get(path)).status).toBe(404);

    // What a command makes is there at once, under the same key.
    const { out } = await checkout.run("invite", ["ben@example.org", "administrator"]);
    const ben = await signIn(worker, out);
    expect((await ben.get("/admin")).status).toBe(200);
    await reader.post("/admin/sign-in", { email: "ben@example.org" });
    await expect.poll(() => devMail()).toContain("Your link to sign in");

    expect(await askedAs("letters.example.org", worker.url)).toEqual([
      503,
      "This is a development server. It answers only on its own machine.\n",
    ]);

    async function devMail(): Promise<string> {
      return await (await reader.get("/dev/mail")).text();
    }
  });

  it("runs deployed as a production site alone, and says in its log what it was not told", async () => {
    mailbox = await openMailbox("starttls");
    const secrets = {
      BASE_URL: "https://letters.example.org",
      SECRET_KEY: Buffer.alloc(32, 9).toString("base64"),
      SMTP_URL: mailbox.url,
      MAIL_FROM: "letters@example.org",
    };
    const deployed = makeCheckout({ isBuilt: true });
    worker = await startDeployed(deployed, secrets);
    const reader = browserIn(worker);
    expect((await reader.get("/dev/mail")).status).toBe(404);
    const page = await reader.get("/admin/sign-in");
    expect(page.headers.get("strict-transport-security")).toContain("max-age=");

    const operator = { ...secrets, NODE_ENV: "production" };
    await deployed.run("invite", ["ada@example.org", "moderator"], operator);
    expect(mailbox.mails).toEqual([]);
    expect(await (await reader.get(TIMER)).text()).toBe("ok");
    await expect.poll(() => mailbox?.mails.length).toBe(1);
    expect(mailbox.mails[0]?.text).toContain("https://letters.example.org/admin/sign-in/");

    const flooder = { [CLIENT]: "198.51.100.9" };
    const flood = Array.from({ length: 10 }, () => postUntilRefused(reader, flooder));
    const [refused] = await Promise.all(flood);
    expect([refused?.status, refused?.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await reader.get("/admin/sign-in", flooder)).status).toBe(200);
    const other = { [CLIENT]: "198.51.100.10" };
    expect((await reader.post("/verification/none", {}, other)).status).toBe(404);
    await worker.stop();

    worker = await startDeployed(deployed, {});
    const answer = await browserIn(worker).get("/");
    expect([answer.status, await answer.text()]).toEqual([
      503,
      "This site is not set up yet. The people who run it can find the reason in the log.\n",
    ]);
    for (const key of ["BASE_URL", "SECRET_KEY", "SMTP_URL", "MAIL_FROM"]) {
      await expect.poll(() => worker?.output()).toContain(`${key} is required in production`);
    }
    deployed.remove();
  });
});

type Browser = ReturnType<typeof browserIn>;

/** Follows the last sign-in link that a command or a start has printed. */
async function signIn(site: RunningWorker, printed: string): Promise<Browser> {
  const [link = ""] = printed.match(/\/admin\/sign-in\/\S+/g) ?? [];
  const browser = browserIn(site);
  expect((await browser.post(link)).headers.get("location")).toBe("/admin");
  return browser;
}

/** The answer to a request for another host. */
async function askedAs(host: string, url: string): Promise<[number | undefined, string]> {
  const request = get(url, { headers: { Host: host } });
  const [response]: IncomingMessage[] = await once(request, "response");
  return [response?.statusCode, response === undefined ? "" : await text(response)];
}

async function publicNames(site: RunningWorker): Promise<string[]> {
  const list = await (await browserIn(site).get(`${LETTER}/signatories.json`)).json();
  const signatories: { name: string }[] = list.signatories;
  return signatories.map(({ name }) => name);
}

/** Sends forms until one is refused; the window in which they are counted may end meanwhile. */
async function postUntilRefused(
  browser: Browser,
  headers: Record<string, string>,
): Promise<Response | undefined> {
  for (let sent = 0; sent < 70; sent += 1) {
    const response = await browser.post("/verification/none", {}, headers);
    if (response.status === 429) return response;
  }
  return undefined;
}
