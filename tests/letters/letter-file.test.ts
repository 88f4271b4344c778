import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeLetterState, saveLetter } from "../../src/letters/edit.ts";
import { type LetterFile, parseLetterFile } from "../../src/letters/letter-file.ts";
import { letterText } from "../../src/runtime/letter-texts/letter-text.ts";
import { englishWords } from "../../views/page/words.ts";
import { openWorld, type World } from "../support/world.ts";

const SOURCE = `---
title: "Publish: the figures"
slug: figures
published: 2026-05-01
published_by: River Watch
closing: "Yours,"
---

We ask for figures.
`;

function read(source: string): LetterFile {
  const parsed = parseLetterFile(source);
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.file;
}

function problems(source: string): string[] {
  const parsed = parseLetterFile(source);
  return parsed.ok ? [] : parsed.problems;
}

describe("a letter file", () => {
  it("is front matter and a text", () => {
    expect(read(SOURCE)).toMatchObject({
      title: "Publish: the figures",
      slug: "figures",
      language: "en",
      published: new Date("2026-05-01"),
      publishedBy: "River Watch",
      closing: "Yours,",
      state: null,
      body: "We ask for figures.",
    });
    expect(read(`\uFEFF${SOURCE.replaceAll("\n", "\r\n")}`).body).toBe("We ask for figures.");
  });

  it("is open until the day in `closes` is over", () => {
    const closes = read(SOURCE.replace("slug:", "closes: 2026-12-31\nslug:")).closes;
    expect(closes).toEqual(new Date("2026-12-31T23:59:59.999Z"));
  });

  const bad: [string, string, string][] = [
    ["no front matter", "We ask.", "does not begin with front matter"],
    ["front matter that is no YAML", "---\na: [\n---\nText", "Line 2: put the a in quotes"],
    ["no title", SOURCE.replace(/title:.*\n/, ""), "title"],
    ["a slug with spaces", SOURCE.replace("slug: figures", "slug: The Figures"), "slug"],
    ["a date that is none", SOURCE.replace("2026-05-01", "soon"), "published"],
    ["no text", SOURCE.replace("We ask for figures.", ""), "no text"],
    ["an unknown state", SOURCE.replace("slug:", "state: secret\nslug:"), "state"],
  ];
  it.each(bad)("is refused in words with %s", (_, source, word) => {
    expect(problems(source).join()).toContain(word);
  });
});

describe("a letter's text", () => {
  const html = (markdown: string) => letterText(markdown, englishWords).html;

  it("keeps what a letter is made of", () => {
    expect(html("# One\n\n*A* **b** [c](https://d.example)\n\n> e\n\n- f")).toBe(
      '<h2>One</h2>\n<p><em>A</em> <strong>b</strong> <a href="https://d.example">c<span class="on-paper" aria-hidden="true"> [1]</span></a></p>\n<blockquote>\n<p>e</p>\n</blockquote>\n<ul>\n<li>f</li>\n</ul><ol class="on-paper" aria-hidden="true"><li>https://d.example</li></ol>',
    );
  });

  const attacks = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://tracker.example/pixel.png)",
    "<a href='data:text/html,x'>x</a>",
    "[x](vbscript:x)",
    "<iframe src=//evil.example></iframe>",
    '[x](https://a.example "onmouseover=alert(1)")',
    "<style>body{display:none}</style>",
    "<p id=point-1 style='x'>y</p>",
  ];
  it.each(attacks)("runs, loads and styles nothing: %s", (markdown) => {
    expect(html(markdown)).not.toMatch(
      /<(script|img|iframe|style)|javascript:|vbscript:|data:|src=|style=|\son\w+=/,
    );
  });

  it("puts the address of a point at the end of its text, before the list that it holds", () => {
    const link = (point: number) =>
      `<a href="#point-${point}" class="permalink" aria-label="[^"]*">#</a>`;
    expect(html("1. a\n   - b\n2. c")).toMatch(
      new RegExp(`<li id="point-1">a${link(1)}\\s*<ul>\\s*<li>b</li>\\s*</ul>\\s*</li>`),
    );
    expect(html("1. a\n\n   > b\n2. c")).toMatch(new RegExp(`<p>a${link(1)}</p>\\s*<blockquote>`));
  });

  it("numbers the points of all lists on", () => {
    expect(html("1. a\n2. b\n\ntext\n\n1. c").match(/id="point-\d"/g)).toEqual([
      'id="point-1"',
      'id="point-2"',
      'id="point-3"',
    ]);
  });
});

describe("saving a letter again", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it("makes a version of a changed text, and none of the same", async () => {
    const file = read(SOURCE);
    expect(await saveLetter(world.deps, file)).toEqual({ outcome: "created", version: 1 });
    expect(await saveLetter(world.deps, file)).toEqual({ outcome: "unchanged", version: 1 });
    const changed = { ...file, body: "We demand figures." };
    expect(await saveLetter(world.deps, changed)).toEqual({ outcome: "new-version", version: 2 });
    expect(await world.db.letterVersion.count({ where: { letter: { slug: "figures" } } })).toBe(2);
  });

  it("leaves a closed letter closed where the file does not say a state", async () => {
    await saveLetter(world.deps, read(SOURCE));
    await changeLetterState(world.deps, "figures", "closed");
    await saveLetter(world.deps, read(SOURCE.replace("We ask", "We do ask")));
    const letter = await world.db.letter.findUniqueOrThrow({ where: { slug: "figures" } });
    expect(letter.state).toBe("closed");
    expect(letter.closedAt).not.toBeNull();
    await saveLetter(world.deps, read(SOURCE.replace("slug:", "state: open\nslug:")));
    expect(await world.db.letter.findUnique({ where: { slug: "figures" } })).toMatchObject({
      state: "open",
      closedAt: null,
    });
  });
});
