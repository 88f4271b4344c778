import type { Hono } from "hono";
import { countsLine } from "../../../views/letter/byline.ts";
import { HomePage, type ListedLetter } from "../../../views/letter/home.tsx";
import type { LetterView } from "../../../views/letter/letter-view.ts";
import { LetterPage } from "../../../views/letter/page.tsx";
import { PrivacyPage } from "../../../views/letter/privacy.tsx";
import type { Words } from "../../../views/page/words.ts";
import { contactFor } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { endOf, isOpen, type Letter, totalOf } from "../../letters/letter.ts";
import { closedLetters, openLetters, publicLetter } from "../../letters/read.ts";
import { readTexts } from "../../letters/versions/texts.ts";
import { FIGURE_DAYS_MAX, FIGURE_MIN, MASS_ACT_TTL_DAYS } from "../../limits.ts";
import { paths } from "../../shared/pages/paths.ts";
import { clockTimeIn } from "../../shared/time-zone.ts";
import { type LetterFigures, letterFigures } from "../../signatures/figures.ts";
import { HELD_TTL_DAYS, TAKEDOWN_HOURS, VERIFY_TTL_DAYS } from "../../signatures/lifecycle.ts";
import { LETTER_PAGE_ENTRIES, listSignatories } from "../../signatures/list/read.ts";
import { QUESTIONS } from "../../signatures/questions/kinds.ts";
import { CONTACT_MONTHS_AFTER_SIGNING, contactsUntil } from "../../signatures/retention/clocks.ts";
import { frameFor, frameIn, publicJson, publicPage, type WebEnv } from "../page.ts";
import { signFormProps } from "../signing/form-props.ts";
import { homePreview, letterPreview } from "./preview.ts";

/** The front page, the letter, its numbers and its privacy page. */
export function letterRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/", async (c) => {
    const letters = await openLetters(deps);
    const [only] = letters;
    if (only !== undefined && letters.length === 1) return c.redirect(paths.letter(only.slug));
    const frame = frameFor(deps);
    const teaser = (letter: Letter) => teaserOf(frame.words, letter, deps.clock.now());
    return await publicPage(
      c,
      <HomePage
        frame={frame}
        open={letters.map(teaser)}
        closed={(await closedLetters(deps)).map(teaser)}
        preview={homePreview(deps, frame.words, await deps.site.read())}
      />,
    );
  });

  app.get("/letters/:slug{[a-z0-9-]+\\.json}", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug").replace(/\.json$/, ""));
    if (letter === null) return c.notFound();
    c.header("Access-Control-Allow-Origin", "*");
    c.set("mayBeEmbedded", true);
    return await publicJson(c, {
      slug: letter.slug,
      title: letter.version.title,
      language: letter.language,
      state: isOpen(letter, deps.clock.now()) ? "open" : "closed",
      version: letter.version.number,
      counts: { ...letter.counts, total: totalOf(letter.counts) },
      closesAt: letter.closesAt?.toISOString() ?? null,
      byVersion: (await readTexts(deps, letter.id)).byVersion,
      updatedAt: letter.updatedAt.toISOString(),
      ...(letter.showsFigures && { figures: figuresJson(await letterFigures(deps, letter.id)) }),
    });
  });

  app.get("/letters/:slug", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    if (isOpen(letter, deps.clock.now())) c.set("showsSignForm", true);
    return await publicPage(c, await letterPage(deps, letter));
  });

  app.get("/letters/:slug/privacy", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const frame = await frameIn(deps, letter);
    const contact = contactFor(deps.config, letter);
    const periods = {
      unconfirmedDays: VERIFY_TTL_DAYS,
      heldDays: HELD_TTL_DAYS,
      takedownHours: TAKEDOWN_HOURS,
      addressDays: QUESTIONS.address.openDays,
      waitingDays: MASS_ACT_TTL_DAYS,
      ...retentionPeriods(letter, deps.clock.now()),
    };
    const captcha = deps.captcha.widget.name;
    const figureMin = letter.showsFigures ? FIGURE_MIN : null;
    const props = { frame, letter: letterView(letter), contact, captcha, figureMin, ...periods };
    return await publicPage(c, <PrivacyPage {...props} />);
  });
}

/** A letter as the front page shows it. */
function teaserOf(words: Words, letter: Letter, now: Date): ListedLetter {
  return {
    ...letter,
    title: letter.version.title,
    signed: countsLine(words, letter.counts),
    state: isOpen(letter, now) ? openUntil(words, letter) : closedOn(words, letter),
  };
}

function openUntil(words: Words, { closesAt, timeZone }: Letter): string {
  if (closesAt === null) return words("site.is-open");
  return words("letter.closes-on", { moment: words.closing(closesAt, timeZone) });
}

/** Of a letter that was closed when it was imported, nobody knows the day. */
function closedOn(words: Words, letter: Letter): string {
  const end = endOf(letter);
  if (end === null || (letter.closedAt ?? letter.closesAt) === null) return words("site.is-closed");
  return words("site.closed-on", { day: words.day(clockTimeIn(letter.timeZone, end)) });
}

function retentionPeriods(letter: Letter, now: Date) {
  const until = contactsUntil(letter);
  return {
    contactMonths: letter.contactMonths,
    contactsUntil: until,
    areContactsGone: until !== null && until <= now,
    signedMonths: CONTACT_MONTHS_AFTER_SIGNING,
    rejectedMonths: letter.rejectedMonths,
  };
}

/** The page of a letter: for everybody or, with a notice, for staff who look at a draft. */
export async function letterPage(deps: Deps, letter: Letter, draftNotice?: string) {
  const frame = await frameIn(deps, letter);
  const signed = await readTexts(deps, letter.id);
  const everybody = { q: "", country: null, after: null, onlyCurrent: true, signed };
  const [organisations, individuals] = await Promise.all([
    listSignatories(
      deps,
      letter.id,
      { ...everybody, kind: "organisation" },
      LETTER_PAGE_ENTRIES.organisation,
    ),
    listSignatories(
      deps,
      letter.id,
      { ...everybody, kind: "individual" },
      LETTER_PAGE_ENTRIES.individual,
    ),
  ]);
  const text = await deps.letterTexts(letter.version.body, letter.language);
  const isDraft = draftNotice !== undefined;
  const isTaking = isOpen(letter, deps.clock.now());
  const isPaused = isTaking && (await deps.switches.read())["stop-signing"].isOn;
  return (
    <LetterPage
      frame={frame}
      letter={letterView(letter)}
      textHtml={text.html}
      version={signed.shown}
      earlierTexts={signed.texts.filter(({ isCurrent }) => !isCurrent)}
      organisations={organisations.signatories}
      individuals={individuals.signatories}
      showsVerification={letter.showsVerification}
      hasMore={organisations.next !== null || individuals.next !== null}
      isPaused={isPaused && !isDraft}
      form={isDraft || (isTaking && !isPaused) ? await signFormProps(deps, frame, letter) : null}
      figures={
        letter.showsFigures
          ? {
              ...(await letterFigures(deps, letter.id)),
              min: FIGURE_MIN,
              daysMax: FIGURE_DAYS_MAX,
            }
          : null
      }
      preview={isDraft ? null : letterPreview(deps, frame.words, letter, text.opening)}
      {...(draftNotice !== undefined && { draftNotice })}
    />
  );
}

/** Figures for programs: null is one that is too small to be told. */
function figuresJson({ asOf, all, days }: LetterFigures) {
  return {
    asOf: asOf.toISOString(),
    fewerThan: FIGURE_MIN,
    ...all,
    byDay: days.map(({ day, figures }) => ({ day, ...figures })),
  };
}

function letterView(letter: Letter): LetterView & Letter {
  return { ...letter, title: letter.version.title, closing: letter.version.closing };
}
