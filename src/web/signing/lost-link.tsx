import type { Context, Hono } from "hono";
import { senderOf } from "../../../emails/sender.ts";
import type { NamedLetter } from "../../../views/letter/letter-line.tsx";
import { LostLinkPage, LostLinkSentPage } from "../../../views/signing/lost-link.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { publicLetter } from "../../letters/read.ts";
import { LOST_LINKS_PER_CLIENT } from "../../limits.ts";
import { SECOND_MS } from "../../shared/clock.ts";
import { paths } from "../../shared/pages/paths.ts";
import { parseEmailAddress } from "../../shared/text/email-address.ts";
import { shownSender } from "../../shared/text/sender.ts";
import {
  type LostLink,
  mayAskForLink,
  requestEntriesLink,
  requestOwnLink,
} from "../../signatures/signing/lost-link.ts";
import { readForm } from "../form.ts";
import { FloodError } from "../guards/errors.tsx";
import { frameIn, privatePage, publicPage, type WebEnv } from "../page.ts";

/** A new link for signatories who lost theirs: to one entry, or to all of their address. */
export function lostLinkRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/letters/:slug/lost-link", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    return letter === null ? c.notFound() : await form(c, deps, letter);
  });

  app.post("/letters/:slug/lost-link", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    return await answer(c, deps, letter, (asked) => requestOwnLink(deps, letter, asked));
  });

  app.get("/lost-link", async (c) => await form(c, deps, null));

  app.post(
    "/lost-link",
    async (c) => await answer(c, deps, null, (asked) => requestEntriesLink(deps, asked)),
  );
}

async function form(c: Context<WebEnv>, deps: Deps, letter: Letter | null): Promise<Response> {
  const frame = await frameIn(deps, letter);
  return await publicPage(c, <LostLinkPage frame={frame} letter={named(letter)} typed="" />);
}

async function answer(
  c: Context<WebEnv>,
  deps: Deps,
  letter: Letter | null,
  request: (asked: LostLink) => Promise<void>,
): Promise<Response> {
  const frame = await frameIn(deps, letter);
  const typed = (await readForm(c)).fields["email"] ?? "";
  if (parseEmailAddress(typed.trim()) === null) {
    const error = frame.words("fieldErrors.email-invalid");
    const page = <LostLinkPage frame={frame} letter={named(letter)} typed={typed} error={error} />;
    return await privatePage(c, page, 422);
  }
  // Counted for every address alike, so that being told to wait tells nothing of one.
  if (!(await mayAskForLink(deps, deps.clientAddress(c))))
    throw new FloodError(LOST_LINKS_PER_CLIENT.windowMs / SECOND_MS);
  // Answered before it is known whether the address has signed, so that the time tells nothing.
  deps.defer(request({ typedAddress: typed, clientAddress: deps.clientAddress(c) }));
  const { name: siteName } = await deps.site.read();
  const { mailFrom } = deps.config;
  const page = (
    <LostLinkSentPage
      frame={frame}
      letter={named(letter)}
      sender={shownSender(senderOf(frame.words, letter, { siteName, mailFrom }))}
      devMailPath={deps.mailFolder && paths.devMail}
    />
  );
  return await privatePage(c, page);
}

function named(letter: Letter | null): NamedLetter | null {
  return letter && { ...letter, title: letter.version.title };
}
