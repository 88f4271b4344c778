import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { findIntricacy } from "../../src/letters/intricacy.ts";
import { parseLetterFile } from "../../src/letters/letter-file.ts";
import { letterText } from "../../src/runtime/letter-texts/letter-text.ts";
import { letterTexts } from "../../src/runtime/letter-texts/letter-texts.ts";
import { englishWords } from "../../views/page/words.ts";
import { openWorld, signInAs, type World } from "../support/world.ts";

const blocks = (block: string, count: number) => Array.from({ length: count }, () => block);
const PROSE = "We ask **all** to [mend](https://example.org/a) the *rivers* of this country soon. ";

/** What a text may hold that takes a parser seconds, or all of its stack. */
const INTRICATE: [string, string, "nested" | "marked-up"][] = [
  ["quotes", ">".repeat(5_000), "nested"],
  ["lists", `${"- ".repeat(5_000)}a`, "nested"],
  ["numbered lists", "1. ".repeat(5_000), "nested"],
  ["quotes in lists in quotes", "> - 1) ".repeat(700), "nested"],
  [
    "lists by indentation",
    Array.from({ length: 200 }, (_, depth) => `${"\t".repeat(depth)}- a`).join("\n"),
    "nested",
  ],
  ["emphasis", "*a **b ".repeat(700) + " b** a*".repeat(700), "marked-up"],
  ["brackets", "[".repeat(5_000), "marked-up"],
  ["links", "[a](b) ".repeat(5_000), "marked-up"],
  ["code", "`a".repeat(5_000), "marked-up"],
  ["points", "- a\n".repeat(5_000), "marked-up"],
  ["points with blank lines between", "1. a\n\n".repeat(5_000), "marked-up"],
  ["quotes one after the other", "> a\n\n".repeat(5_000), "marked-up"],
  ["underlined headings", "a\n=\n\n".repeat(5_000), "marked-up"],
  ["lines that go on in quotes", `${"> ".repeat(20)}a\n${"b\n".repeat(5_000)}`, "marked-up"],
  ["tables", "a|b\n-|-\n\n".repeat(3_000), "marked-up"],
  ["a wide table", `${"|a".repeat(300)}\n${"|-".repeat(300)}\n${"a\n".repeat(300)}`, "marked-up"],
  ["lines in a list", `- a\n\n${"  b\n".repeat(5_000)}`, "marked-up"],
];

const LETTERS: [string, string][] = [
  ["prose", blocks(PROSE.repeat(3), 300).join("\n\n")],
  ["a list of three hundred references", "1. [A study](https://a.example)\n".repeat(300)],
  ["separators", blocks("* * * * * * * * * * * * * * * * * * * * * * * *", 20).join("\n\n")],
  ["a poem", blocks("A line of a poem", 5_000).join("\n")],
  ["a table drawn in spaces", blocks(`${" ".repeat(90)}a`, 500).join("\n")],
  [
    "ten levels of points",
    blocks("", 10).reduce((text, _, at) => `${text}${" ".repeat(at * 2)}- a\n`, ""),
  ],
];

describe("an intricate text", () => {
  it.each(INTRICATE)(
    "is known by its characters, whole or in the middle: %s",
    (_, text, problem) => {
      expect(findIntricacy(text)).toMatchObject({ problem });
      expect(findIntricacy(`One.\n\n${text}`)?.line).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(INTRICATE)("is shown plainly if it is stored: %s", (_, text) => {
    expect(letterText(text, englishWords).html).toMatch(/^<p>/);
  });

  it.each(LETTERS)("is not what people write: %s", (_, text) => {
    expect(findIntricacy(text)).toBeNull();
  });

  it("runs nothing where it is shown plainly", () => {
    const html = letterText(`${">".repeat(99)}<script>alert(1)</script>&`, englishWords).html;
    expect(html).toBe(`<p>${"&gt;".repeat(99)}&lt;script&gt;alert(1)&lt;/script&gt;&amp;</p>`);
  });

  it("is refused in a letter's file, by the line of the file", () => {
    const text = `One.\r\n\r\n${"> ".repeat(40)}a`;
    const source = `---\ntitle: A\nslug: a\npublished_by: B\n---\n\n${text}`;
    const parsed = parseLetterFile(source);
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      "Line 9: more than 20 quotations and lists are nested here.",
    ]);
  });
});

describe("the rooms of an intricate letter", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const EDIT = "/admin/letters/rivers/edit";
  const FORM = { title: "Rivers", language: "en", publisher: "River Watch" };

  it("refuse it with a sentence that names the line, and keep what was typed", async () => {
    const staff = await signInAs(world, "campaigner", null);
    const body = `One.\r\n\r\n${">".repeat(5_000)}`;
    for (const path of [EDIT, "/admin/new-letter"]) {
      const response = await staff.post(path, { ...FORM, body });
      const page = await response.text();
      expect(response.status).toBe(422);
      expect(page).toContain(
        "Line 3: remove some quotations or lists. There are more than 20 inside each",
      );
      expect(page).toContain("&gt;".repeat(5_000));
      expect((await staff.post(path, { ...FORM, body, action: "preview" })).status).toBe(200);
      expect((await staff.post(`${path}/preview`, { ...FORM, body })).status).toBe(200);
    }
    const dense = await staff.post(EDIT, { ...FORM, body: "*a ".repeat(2_000) });
    expect(await dense.text()).toContain("Line 1: the text up to here has too much markup");
  });

  it("open whatever is stored", async () => {
    await world.db.letterVersion.updateMany({ data: { body: ">".repeat(5_000) } });
    const staff = await signInAs(world, "campaigner");
    const version = `/admin/letters/rivers/versions/${world.letter.version.id}`;
    for (const path of ["/letters/rivers", EDIT, version]) {
      const response = await staff.get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("&gt;".repeat(5_000));
    }
  });
});

describe("a long letter", () => {
  const LONG = blocks(PROSE.repeat(3), 300).join("\n\n");

  function openTexts() {
    const logged: string[] = [];
    const say = (event: string) => void logged.push(event);
    const texts = letterTexts({ info: say, warn: say, error: say });
    onTestFinished(texts.close);
    return { ...texts, logged };
  }

  it("is made in a worker as it is here, while this thread goes on", async () => {
    const texts = openTexts();
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    const made = await texts.make(LONG, "en");
    clearInterval(turning);
    expect(made).toEqual(letterText(LONG, englishWords));
    expect(turns).toBeGreaterThan(10);
    expect(texts.logged).toEqual([]);
  });

  it("is shown plainly if the worker ends, and by the next one again", async () => {
    const texts = openTexts();
    const made = texts.make(LONG, "en");
    await texts.close();
    expect((await made).html).toContain("We ask **all**");
    expect(texts.logged).toEqual(["letter-text.failed"]);
    expect((await texts.make(LONG, "en")).html).toContain("<strong>all</strong>");
  });
});
