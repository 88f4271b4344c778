import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REASONS } from "../../src/shared/reasons.ts";
import { STATES } from "../../src/signatures/lifecycle.ts";
import { english } from "../../views/generated/locales/english.ts";
import { directionOf } from "../../views/page/language.ts";
import { englishWords, wordsFor } from "../../views/page/words.ts";

const sources = globSync("{src,views,emails,scripts}/**/*.{ts,tsx}", {
  exclude: ["src/db/generated/**", "views/generated/**"],
})
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");

describe("the catalogue", () => {
  it("has no sentence that nobody uses", () => {
    const unused = Object.entries(english).flatMap(([area, sentences]) =>
      Object.keys(sentences)
        .filter((key) => !isUsed(area, key))
        .map((key) => `${area}.${key}`),
    );
    expect(unused).toEqual([]);
  });

  it("has a word for every state and reason", () => {
    const words = englishWords;
    for (const state of STATES) expect(words(`queue.state-${state}`)).not.toBe("");
    for (const reason of REASONS) expect(words(`queue.reason-${reason}`)).not.toBe("");
  });

  it("is the only place where views say something", () => {
    const spoken = globSync("views/**/*.tsx").flatMap((path) => {
      const text = readFileSync(path, "utf8").replace(/\{[^{}]*\}/g, "");
      return [...text.matchAll(/>\s*([A-Z][a-z]+ [a-z]+[^<{]*)</g)].map(
        ([, words]) => `${path}: ${words}`,
      );
    });
    expect(spoken).toEqual([]);
  });
});

describe("words", () => {
  it("count, name days and countries as the language does", async () => {
    const words = await wordsFor("en-GB");
    expect(words("letter.counts-organisations", { count: 1 })).toBe("1 organisation");
    expect(words("letter.counts-organisations", { count: 1200 })).toBe("1,200 organisations");
    expect(words.day(new Date("2020-09-15"))).toBe("15 September 2020");
    expect(words.country("XK")).toBe("Kosovo");
    expect(words.country("ZZ")).toBe("International, or not said");
    const now = new Date("2026-06-01T12:00:00Z");
    expect(words.ago(new Date("2026-05-30T12:00:00Z"), now)).toBe("2 days ago");
    expect(words.ago(new Date("2026-06-01T11:59:30Z"), now)).toBe("30 seconds ago");
  });

  it("leave alone what people wrote", () => {
    expect(englishWords("verification.contact", { name: "<b>{x}</b>", role: "'quoted'" })).toBe(
      "<b>{x}</b>, 'quoted'",
    );
  });

  it("fall back to English, and know which way a language runs", async () => {
    expect((await wordsFor("xx")).language).toBe("en");
    expect(directionOf("ug-CN")).toBe("rtl");
    expect(directionOf("de")).toBe("ltr");
  });
});

/** Whether a source names a sentence, whole or by the template its name is made from. */
function isUsed(area: string, key: string): boolean {
  if (sources.includes(`"${area}.${key}"`)) return true;
  const templates = sources.matchAll(/`([a-zA-Z]+\.[^`]*\$\{[^`]*)`/g);
  return [...templates].some(([, template]) => {
    const pattern = (template ?? "")
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replaceAll(".", "\\."))
      .join(".+");
    return new RegExp(`^${pattern}$`).test(`${area}.${key}`);
  });
}
