import { Hono } from "hono";
import { expect, it } from "vitest";
import { readForm } from "../../src/web/form.ts";

async function readAs(body: URLSearchParams | FormData | string) {
  const app = new Hono();
  app.post("/", async (c) => {
    const { fields, all } = await readForm(c);
    return c.json({ fields: Object.entries(fields), all: all("id"), plain: "polluted" in {} });
  });
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const request = { method: "POST", body, ...(typeof body === "string" && { headers }) };
  return await (await app.request("/?id=query&name=query", request)).json();
}

it("reads the fields of a form by the last of each name, from the body alone", async () => {
  const pairs = ["a", "b"].map((value) => ["id", value]);
  const form = new FormData();
  for (const value of ["a", "b"]) form.append("id", value);
  const expected = { fields: [["id", "b"]], all: ["a", "b"], plain: false };
  expect(await readAs(new URLSearchParams(pairs))).toEqual(expected);
  expect(await readAs(form)).toEqual(expected);
});

it("decodes what was sent once, and no further", async () => {
  const { fields } = await readAs("name=%2541da+%26amp%3B+%252B%26id");
  expect(fields).toEqual([["name", "%41da &amp; %2B&id"]]);
});

it("keeps names that objects have of their own as names", async () => {
  const names = ["__proto__", "constructor", "__proto__[polluted]", "toString"];
  const { fields, plain } = await readAs(new URLSearchParams(names.map((name) => [name, "x"])));
  expect([fields, plain]).toEqual([names.map((name) => [name, "x"]), false]);
});
