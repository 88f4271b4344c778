import { describe, expect, it } from "vitest";
import { classProblems } from "./classes.ts";
import { readSources, repositoryPaths } from "./files.ts";

const file = (path: string, text: string) => ({ path, text });

const sheet = file(
  "views/a.css",
  '@import "./b.css";\n@layer rooms {\n  .card > .old:not(.new),\n  .run-on { margin: 0.5rem; }\n}\n',
);
const page = (classes: string) =>
  file("views/a.tsx", `export const A = () => <p class=${classes} />;`);

const computed = ["{`card old new run-$", "{on} lost`}"].join("");

describe("classes", () => {
  it("are said by a page and known to a style sheet, a script or a test", () => {
    expect(classProblems(readSources(repositoryPaths()))).toEqual([]);
  });

  it("are missed if no page says them", () => {
    expect(classProblems([sheet, page('"card new"')])).toEqual([
      "views/a.css: no page has the class “old”",
      "views/a.css: no page has the class “run-on”",
    ]);
  });

  it("are missed if nothing knows them", () => {
    const lost = "views/a.tsx: nothing knows the class “lost”";
    expect(classProblems([sheet, page(computed)])).toEqual([lost]);
    const script = file("views/browser/a.ts", 'document.querySelector(".lost");');
    expect(classProblems([sheet, script, page(computed)])).toEqual([]);
  });

  it("are found where scripts set them and where pages choose between them", () => {
    const script = file("views/browser/a.ts", 'a.className = "old"; a.classList.add("run-on");');
    const chosen = page('{kind === "never" ? "card" : "new"}');
    expect(classProblems([sheet, script, chosen])).toEqual([]);
  });
});
