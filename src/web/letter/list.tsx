import type { Context, Hono } from "hono";
import { z } from "zod";
import type { IndexPart } from "../../../views/letter/list/index.tsx";
import { ListPage } from "../../../views/letter/list/page.tsx";
import { NoticePage } from "../../../views/page/notice.tsx";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter } from "../../letters/letter.ts";
import { publicVersion } from "../../letters/public-version.ts";
import { publicLetter } from "../../letters/read.ts";
import { readTexts, type SignedTexts } from "../../letters/versions/texts.ts";
import { QUERIES } from "../../limits.ts";
import { paths } from "../../shared/pages/paths.ts";
import { isCountry } from "../../shared/text/country.ts";
import { workBudget } from "../../shared/work-budget.ts";
import { type Cursor, formatCursor, parseCursor } from "../../signatures/list/cursor.ts";
import { exceededByList, publicCsv } from "../../signatures/list/file.ts";
import { type IndexedPart, indexOfList } from "../../signatures/list/initials.ts";
import { LIST_PAGE_SIZE, type ListQuery, listSignatories } from "../../signatures/list/read.ts";
import {
  fileStream,
  frameIn,
  privatePage,
  publicJson,
  publicPage,
  unlessKnown,
  type WebEnv,
  wantsJson,
} from "../page.ts";
import { countryOptions } from "../signing/form-props.ts";
import { listPreview } from "./preview.ts";

/** A malformed query is no error: what cannot be read is left out. */
const querySchema = z.object({
  q: z.string().max(200).catch(""),
  kind: z.enum(["organisation", "individual"]).nullable().catch(null),
  country: z.string().refine(isCountry).nullable().catch(null),
  after: z.string().transform(parseCursor).nullable().catch(null),
});

/** The public list, for people and for programs. */
export function listRoutes(app: Hono<WebEnv>, deps: Deps): void {
  const budget = workBudget(QUERIES);
  /** Whoever asks for a page of their own waits their turn; the first page is everybody's. */
  const inTurn = <Result,>(query: ListQuery, work: () => Promise<Result>): Promise<Result> =>
    isEverybodys(query) ? work() : budget(work);

  app.get("/letters/:slug/signatories", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const query: ListQuery = querySchema.parse(c.req.query());
    const signed = await readTexts(deps, letter.id);
    const { signatories, next, index } = await inTurn(query, () =>
      readPage(deps, letter, { ...query, signed }),
    );
    const frame = await frameIn(deps, letter);
    const narrowed = { q: query.q, kind: query.kind ?? "", country: query.country ?? "" };
    const after = query.after && formatCursor(query.after);
    return await publicPage(
      c,
      <ListPage
        frame={frame}
        letter={{ ...letter, title: letter.version.title }}
        entries={signatories}
        texts={signed.texts}
        showsVerification={letter.showsVerification}
        query={narrowed}
        index={index}
        isOpen={isOpen(letter, deps.clock.now())}
        countries={countryOptions(frame.words)}
        next={next && formatCursor(next)}
        isCut={next !== null && signatories.length < LIST_PAGE_SIZE}
        isFirstPage={query.after === null}
        listUrl={deps.config.baseUrl + paths.list(letter.slug)}
        preview={listPreview(deps, frame.words, letter, { ...narrowed, after })}
      />,
    );
  });

  app.get("/letters/:slug/signatories.csv", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const signed = await readTexts(deps, letter.id);
    const max = exceededByList(deps, signed);
    if (max !== null) return await refuseFile(c, deps, letter, max);
    // The letter's public view gives the ETag, so that no list is made only to be compared.
    const version = (await publicVersion(deps, letter.slug)) ?? "";
    const file = { name: `${letter.slug}-signatories.csv`, type: "text/csv" } as const;
    const send = () => fileStream(c, deps, publicCsv(deps, letter.id, signed), file);
    return await unlessKnown(c, version, send);
  });

  app.get("/letters/:slug/signatories.json", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const query: ListQuery = querySchema.parse(c.req.query());
    const { signatories, next } = await inTurn(query, () =>
      listSignatories(deps, letter.id, query),
    );
    return await publicJson(c, {
      signatories: signatories.map(({ verified: _, textNumber: __, ...signatory }) => signatory),
      next: next && formatCursor(next),
    });
  });
}

/** A page of the list and, unless it is searched, the index of the whole. */
async function readPage(deps: Deps, letter: Letter, query: ListQuery & { signed: SignedTexts }) {
  const { q, country, kind, after, signed } = query;
  const isSearch = q !== "" || country !== null;
  const [page, index] = await Promise.all([
    listSignatories(deps, letter.id, query),
    isSearch ? [] : indexOfList(deps, letter, signed.texts, kind),
  ]);
  return { ...page, index: index.map((part) => indexPart(part, after)) };
}

/** A part of the index with its cursors, and which of its letters the page begins in. */
function indexPart({ place, initials, ...part }: IndexedPart, after: Cursor | null): IndexPart {
  const isOnPage = after?.kind === part.kind && after.textNumber === part.textNumber;
  const here = initials.findLastIndex(
    (initial) => isOnPage && initial.place.sortKey <= after.sortKey,
  );
  return {
    ...part,
    after: formatCursor(place),
    initials: initials.map((initial, at) => ({
      label: initial.label,
      after: formatCursor(initial.place),
      isHere: at === here,
    })),
  };
}

function isEverybodys({ q, kind, country, after }: ListQuery): boolean {
  return q === "" && kind === null && country === null && after === null;
}

/** For a list that is too long for one file: its pages, as JSON, have no such limit. */
async function refuseFile(
  c: Context<WebEnv>,
  deps: Deps,
  letter: Letter,
  max: number,
): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: "list-too-long" }, 422);
  const frame = await frameIn(deps, letter);
  const { words } = frame;
  const page = (
    <NoticePage
      frame={frame}
      title={words("errors.list-too-long-title")}
      text={words("errors.list-too-long", { max })}
      link={{ href: paths.listJson(letter.slug), label: words("errors.list-as-json") }}
    />
  );
  return await privatePage(c, page, 422);
}
