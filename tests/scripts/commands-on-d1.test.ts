import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { D1_LIMITS } from "../../src/db/d1/open.ts";
import { type Checkout, makeCheckout } from "../support/servers/worker.ts";

// Each command starts a workerd of its own.
vi.setConfig({ testTimeout: 120_000 });

const LETTER = `---
title: Figures
slug: figures
published_by: River Watch
---

We ask for figures.
`;
const DEPLOYED = {
  NODE_ENV: "production",
  BASE_URL: "https://letters.example.org",
  SECRET_KEY: Buffer.alloc(32, 9).toString("base64"),
  SMTP_URL: "smtps://mail.example.org",
  MAIL_FROM: "letters@example.org",
};
const TITLES = "kind,name,title,affiliation\n";

let checkout: Checkout;

beforeAll(() => {
  checkout = makeCheckout({ isBuilt: true });
});
afterAll(() => checkout.remove());

function write(name: string, content: string): string {
  const path = join(checkout.folder, name);
  writeFileSync(path, content);
  return path;
}

const row = (name: string) => `individual,${name},,\n`;
const done = (out: unknown) => ({ out, said: "", status: 0 });
const refused = (sentence: string) => ({
  out: "",
  said: expect.stringContaining(sentence),
  status: 1,
});

describe("the commands on D1", () => {
  it("publish a letter, import no more than D1 takes at once, and export it", async () => {
    expect(await checkout.run("import-letter", [write("letter.md", LETTER)])).toEqual(
      done("Published http://localhost:3000/letters/figures\n"),
    );
    const rows = Array.from({ length: D1_LIMITS.importRowsMax + 1 }, (_, n) => row(`P. ${n}`));
    const many = write("many.csv", TITLES + rows.join(""));
    expect(await checkout.run("import-signatories", ["figures", many])).toEqual({
      ...refused(`can take ${D1_LIMITS.importRowsMax} new signatories at a time: split ${many}.`),
      out: expect.stringContaining("Read as a table separated by commas"),
    });
    const one = write("one.csv", TITLES + row("Ada Lovelace"));
    expect(await checkout.run("import-signatories", ["figures", one])).toEqual(
      done(expect.stringContaining("\nAdded 1 signatories. 0 were already there.\n")),
    );
    const { out, said } = await checkout.run("export", ["figures", "--format", "json"]);
    expect([JSON.parse(out), said]).toEqual([
      [expect.objectContaining({ name: "Ada Lovelace", state: "published" })],
      "",
    ]);
  });

  it("ask for the migrations if they are missing, and apply them", async () => {
    const fresh = makeCheckout({ isBuilt: true });
    rmSync(join(fresh.folder, ".wrangler"), { recursive: true });
    const invite = ["ada@example.org", "administrator"];
    expect(await fresh.run("invite", invite)).toEqual(refused("run `npm run migrate` first."));
    expect((await fresh.run("migrate", [])).out).toContain("Applied 0001_schema, ");
    expect(await fresh.run("invite", invite)).toEqual(
      done(expect.stringMatching(/^http:\/\/localhost:3000\/admin\/sign-in\/[\w.-]+\n$/)),
    );
    fresh.remove();
  });

  it("say what is missing on the way to another database", async () => {
    const run = async (databaseUrl: string, env = {}) =>
      await checkout.run("letter", ["figures", "open"], { DATABASE_URL: databaseUrl, ...env });
    expect(await run("d1:OTHER")).toEqual(
      refused("wrangler.toml does not bind a D1 database OTHER.\n"),
    );
    expect(await run("d1:DB?remote")).toEqual(refused("NODE_ENV must be production"));
    expect(await run("d1:DB?remote", DEPLOYED)).toEqual(refused("run `npx wrangler login`"));
  });

  it("replace the secret key only for whoever says that no Worker serves", async () => {
    await checkout.run("import-letter", [write("keys.md", LETTER.replace("figures\n", "keys\n"))]);
    const unsure = await checkout.run("rekey", []);
    expect(unsure).toEqual(refused("We cannot tell whether a Worker still serves this database"));
    expect(unsure.said).toContain("npm run rekey -- --yes");
    expect(await checkout.run("rekey", ["--now"])).toEqual(refused("Usage: npm run rekey"));
    const replaced = expect.stringContaining("SECRET_KEY is replaced.");
    expect(await checkout.run("rekey", ["--yes"])).toEqual(done(replaced));
  });
});
