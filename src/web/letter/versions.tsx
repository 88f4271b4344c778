import type { Context, Hono } from "hono";
import { VersionsPage } from "../../../views/letter/versions/list.tsx";
import { VersionPage } from "../../../views/letter/versions/one.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { publicLetter } from "../../letters/read.ts";
import { hashedText } from "../../letters/versions/add.ts";
import { differenceBetween } from "../../letters/versions/difference.ts";
import {
  type PublicVersionLine,
  publicVersions,
  publicVersionWithPrevious,
} from "../../letters/versions/public.ts";
import { VERSIONS } from "../../limits.ts";
import { type Difference, textOf } from "../../shared/text/difference.ts";
import { workBudget } from "../../shared/work-budget.ts";
import { frameIn, publicJson, publicPage, unlessKnown, type WebEnv } from "../page.ts";
import { versionPreview, versionsPreview } from "./preview.ts";

/** The texts that a letter has had: for people, for programs, and as the bytes that were hashed. */
export function versionRoutes(app: Hono<WebEnv>, deps: Deps): void {
  const budget = workBudget(VERSIONS);

  app.get("/letters/:slug/versions", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const versions = await publicVersions(deps, letter);
    const frame = await frameIn(deps, letter);
    const preview = versionsPreview(deps, frame.words, letter);
    const props = { frame, letter: titled(letter), versions, preview };
    return await publicPage(c, <VersionsPage {...props} />);
  });

  app.get("/letters/:slug/versions.json", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const versions = await publicVersions(deps, letter);
    return await publicJson(c, { versions: versions.map(jsonLine) });
  });

  app.get("/letters/:slug/versions/:number{[1-9][0-9]{0,8}}", async (c) => {
    const found = await findVersion(c, deps, c.req.param("number"));
    if (found === null) return c.notFound();
    const { letter, version, before, next } = found;
    const frame = await frameIn(deps, letter);
    const page = await budget(async () => (
      <VersionPage
        frame={frame}
        letter={titled(letter)}
        version={version}
        textHtml={(await deps.letterTexts(version.body, version.language)).html}
        difference={before && differenceBetween(before, version)}
        next={next}
        preview={versionPreview(deps, frame.words, letter, version)}
      />
    ));
    return await publicPage(c, page);
  });

  app.get("/letters/:slug/versions/:file{[1-9][0-9]{0,8}\\.json}", async (c) => {
    const found = await findVersion(c, deps, c.req.param("file"));
    if (found === null) return c.notFound();
    const { version, before } = found;
    const { title, body, closing } = version;
    const difference =
      before && (await budget(async () => jsonDifference(differenceBetween(before, version))));
    return await publicJson(c, { ...jsonLine(version), title, body, closing, difference });
  });

  app.get("/letters/:slug/versions/:file{[1-9][0-9]{0,8}\\.txt}", async (c) => {
    const found = await findVersion(c, deps, c.req.param("file"));
    if (found === null) return c.notFound();
    const { letter, version } = found;
    const text = hashedText(version);
    const name = `${letter.slug}-version-${version.number}.txt`;
    const headers = {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    };
    return await unlessKnown(c, text, () => c.body(text, 200, headers));
  });
}

/** The version that an address names, such as "3" or "3.json"; null if there is none in public. */
async function findVersion(c: Context<WebEnv>, deps: Deps, name: string) {
  const letter = await publicLetter(deps, c.req.param("slug") ?? "");
  if (letter === null) return null;
  const found = await publicVersionWithPrevious(deps, letter, Number.parseInt(name, 10));
  return found === null ? null : { letter, ...found };
}

function titled(letter: Letter) {
  return { ...letter, title: letter.version.title };
}

function jsonLine(version: PublicVersionLine) {
  const { number, language, sha256, savedAt, change, reason, signatories } = version;
  return {
    number,
    language,
    sha256,
    savedAt: savedAt.toISOString(),
    change,
    reason,
    signatories,
  };
}

function jsonDifference({ isReplaced, parts }: Difference) {
  return {
    replaced: isReplaced,
    parts: parts.map(({ kind, marker, runs }) => ({
      kind,
      marker,
      runs: runs.map(({ change, sentences }) => ({ change, sentences: sentences.map(textOf) })),
    })),
  };
}
