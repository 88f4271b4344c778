import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../support/databases/database.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

/** How an engine would run a statement with these values. */
async function planOf(statement: string, values: readonly string[]): Promise<string> {
  const explain = `EXPLAIN QUERY PLAN ${statement}`;
  const steps = await database.db.$queryRawUnsafe<{ detail: string }[]>(explain, ...values);
  return steps.map(({ detail }) => detail).join("; ");
}

// A partial index is used even if the state is a bound value, which SQLite learns only after it has
// made its first plan. PostgreSQL makes a plan for the values of each statement.
describe.skipIf(inject("engine") === "postgres")("an index of some states", () => {
  it("is what the public list is read by, and that of a country", async () => {
    const select = `SELECT name FROM signature WHERE letter_id = ? AND text_number = 1 AND state = ?
      AND hidden_at IS NULL AND visibility = ? AND kind = ?`;
    const order = "ORDER BY sort_key, id LIMIT 50";
    const values = ["letter", "published", "full", "individual"];
    const plan = await planOf(`${select} ${order}`, values);
    expect(plan).toContain("INDEX signature_list_idx");
    const ofCountry = await planOf(`${select} AND country = ? ${order}`, [...values, "LI"]);
    expect(ofCountry).toContain("INDEX signature_country_idx");
    expect(plan + ofCountry).not.toContain("TEMP B-TREE");
  });

  it.each(["pending", "held"])("is what the queue of %s ones is read by", async (state) => {
    const select = "SELECT id FROM signature WHERE letter_id = ? AND state = ?";
    const order = "ORDER BY stands_at, stands_with, id LIMIT 50";
    const plan = await planOf(`${select} ${order}`, ["letter", state]);
    expect(plan).toContain("INDEX signature_queue_idx");
    const ofDomain = await planOf(`${select} AND domain_key = ? ${order}`, [
      "letter",
      state,
      "key",
    ]);
    expect(ofDomain).toContain("INDEX signature_domain_idx");
    expect(plan + ofDomain).not.toContain("TEMP B-TREE");
  });

  it("is, of all states, what the entries of a mailbox are found by", async () => {
    const plan = await planOf(
      `SELECT address_key FROM signature WHERE letter_id = ? AND address_limit_key = ?
      AND state IN (?, ?) AND address_key <> ?`,
      ["letter", "key", "pending", "held", "other"],
    );
    expect(plan).toContain("COVERING INDEX signature_mailbox_idx");
  });
});
