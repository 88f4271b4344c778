import type { Context, Hono } from "hono";
import { z } from "zod";
import { OwnPage, type OwnPageNews, WithdrawPage } from "../../../views/own-page/page.tsx";
import { contactFor } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { restoreWording } from "../../signatures/correction/restore.ts";
import { CHANGEABLE_STATES, isOneOf, MOVES } from "../../signatures/lifecycle.ts";
import { agree, endAgreement } from "../../signatures/own-page/agree.ts";
import { changeEntry } from "../../signatures/own-page/change.ts";
import { copyOfEntry } from "../../signatures/own-page/copy.ts";
import { hideEntry, showEntry } from "../../signatures/own-page/hide.ts";
import { reaffirm } from "../../signatures/own-page/reaffirm.ts";
import { viewOwnPage } from "../../signatures/own-page/view.ts";
import { withdraw } from "../../signatures/own-page/withdraw.ts";
import { cancelAddressChange } from "../../signatures/questions/address/ask.ts";
import { parseEntryForm } from "../../signatures/signing/entry-fields.ts";
import { ownCorrectionProps } from "../correction/own.ts";
import { readForm, type SentForm } from "../form.ts";
import { frameIn, privatePage, type WebEnv } from "../page.ts";
import { ownQuestionProps, type RefusedReply, replyOf } from "../question/own.ts";
import { withChosenAddress } from "../signing/address-doubt.ts";
import { countryChoices, wordingsOf } from "../signing/form-props.ts";
import { fieldSentences, reasonSentence } from "../signing/problem-sentences.ts";
import { addressProps, askNewAddress, type TypedForm } from "./address.ts";
import { agreementProps, statusOf, typedOf } from "./entry.ts";
import { back, type FoundPage, newsSchema } from "./news.ts";
import { noPage } from "./no-page.tsx";
import { signedTextProps } from "./signed-text.ts";

const actionSchema = z
  .enum([
    "edit",
    "restore-wording",
    "reaffirm",
    "reply",
    "change-address",
    "cancel-address",
    "join-news",
    "leave-news",
    "hide",
    "show",
    "withdraw",
  ])
  .nullable()
  .catch(null);

/** A signatory's own page. Opening it changes nothing; its buttons do. */
export function ownPageRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/signature/:token", async (c) => {
    const token = c.req.param("token");
    const view = await viewOwnPage(deps, token);
    if (view.outcome !== "found") return await noPage(c, deps, view);
    const news = newsSchema.parse(c.req.query("news"));
    return await privatePage(c, await ownPage(deps, { ...view, token }, news));
  });

  app.get("/signature/:token/copy", async (c) => {
    const view = await viewOwnPage(deps, c.req.param("token"));
    if (view.outcome !== "found") return await noPage(c, deps, view);
    const copy = await copyOfEntry(deps, view.letter, view.entry.id);
    if (copy === null) return c.notFound();
    c.header("Cache-Control", "no-store");
    c.header("Content-Disposition", `attachment; filename="${view.letter.slug}-signature.json"`);
    return c.json(copy);
  });

  app.post("/signature/:token", async (c) => {
    const token = c.req.param("token");
    const view = await viewOwnPage(deps, token);
    if (view.outcome !== "found") return await noPage(c, deps, view);
    return await press(c, deps, { ...view, token }, await readForm(c));
  });
}

/** Does what a button of the page is for. */
async function press(
  c: Context<WebEnv>,
  deps: Deps,
  found: FoundPage,
  sent: SentForm,
): Promise<Response> {
  const { letter, entry, token } = found;
  const action = actionSchema.parse(sent.fields["action"]);
  switch (action) {
    case null:
      return await privatePage(c, await ownPage(deps, found, null), 422);
    case "hide":
      return back(c, token, (await hideEntry(deps, entry)) ? "hidden" : "impossible");
    case "show":
      return back(c, token, (await showEntry(deps, entry)) ? "shown" : "impossible");
    case "edit":
      return await change(c, deps, found, sent);
    case "restore-wording": {
      const isRestored = await restoreWording(deps, letter, entry);
      return back(c, token, isRestored ? "wording-restored" : "impossible");
    }
    case "join-news":
      return back(c, token, await joinNews(deps, found, sent));
    case "leave-news": {
      const hasEnded = await endAgreement(deps, entry, "news");
      return back(c, token, hasEnded ? "left-news" : "impossible");
    }
    case "reaffirm":
      return await signNewText(c, deps, found, sent);
    case "reply": {
      const replied = await replyOf(deps, entry, sent.fields);
      if (typeof replied === "string") return back(c, token, replied);
      return await privatePage(c, await ownPage(deps, found, null, { question: replied }), 422);
    }
    case "change-address":
      return await changeAddress(c, deps, found, sent);
    case "cancel-address": {
      const isCancelled = await cancelAddressChange(deps, entry);
      return back(c, token, isCancelled ? "address-cancelled" : "impossible");
    }
    case "withdraw":
      if (sent.fields["confirm"] !== "on") return await askToWithdraw(c, deps, found);
      return back(c, token, (await withdraw(deps, entry)) ? "withdrawn" : "impossible");
    default:
      return unreachable(action);
  }
}

async function change(
  c: Context<WebEnv>,
  deps: Deps,
  found: FoundPage,
  sent: SentForm,
): Promise<Response> {
  const { letter, entry, token } = found;
  const parsed = parseEntryForm(entry.kind, sent.fields);
  if (!parsed.ok) {
    const errors = fieldSentences((await frameIn(deps, letter)).words, parsed.errors);
    const page = await ownPage(deps, found, null, { change: { typed: sent.fields, errors } });
    return await privatePage(c, page, 422);
  }
  return back(c, token, await changeEntry(deps, letter, entry, parsed.form));
}

/** Agrees to the sentence that the page showed, if that is the one of today. */
async function joinNews(deps: Deps, found: FoundPage, sent: SentForm): Promise<OwnPageNews> {
  const { letter, entry } = found;
  const { news } = wordingsOf((await frameIn(deps, letter)).words, letter);
  const { wording = news.hash } = sent.fields;
  if (wording !== news.hash) return "reworded";
  return (await agree(deps, entry, "news", news)) ? "joined-news" : "impossible";
}

async function signNewText(
  c: Context<WebEnv>,
  deps: Deps,
  found: FoundPage,
  { fields }: SentForm,
): Promise<Response> {
  const { letter, entry, token } = found;
  const { words } = await frameIn(deps, letter);
  const declared = fields["authority"] === "on";
  const authority = declared ? wordingsOf(words, letter).authority : null;
  const outcome = await reaffirm(deps, letter, entry, { shown: fields["shown"] ?? "", authority });
  if (outcome !== "no-authority") return back(c, token, outcome);
  const error = words("ownPage.text-no-authority");
  return await privatePage(c, await ownPage(deps, found, null, { authority: error }), 422);
}

/** The same answer, after the same time, whoever has the address. */
async function changeAddress(
  c: Context<WebEnv>,
  deps: Deps,
  found: FoundPage,
  sent: SentForm,
): Promise<Response> {
  const { fields: typed } = withChosenAddress(sent, "new_email");
  const typedBy = { typed, clientAddress: deps.clientAddress(c) };
  const asked = await deps.equalTime(() => askNewAddress(deps, found, typedBy));
  if (typeof asked === "string") return back(c, found.token, asked);
  return await privatePage(c, await ownPage(deps, found, null, { address: asked }), 422);
}

async function askToWithdraw(c: Context<WebEnv>, deps: Deps, found: FoundPage): Promise<Response> {
  const { letter, entry, token } = found;
  if (!isOneOf(entry.state, MOVES.withdraw.from)) {
    return back(c, token, "impossible");
  }
  const page = (
    <WithdrawPage
      frame={await frameIn(deps, letter)}
      token={token}
      letter={{ title: letter.version.title }}
      entry={entry}
      isPublic={entry.state === "published" && entry.hiddenAt === null}
    />
  );
  return await privatePage(c, page);
}

async function ownPage(
  deps: Deps,
  found: FoundPage,
  news: OwnPageNews | null,
  /** What was typed into a form that was refused, and why. */
  refused: {
    change?: TypedForm;
    address?: TypedForm;
    authority?: string;
    question?: RefusedReply;
  } = {},
) {
  const { token, letter, entry } = found;
  const frame = await frameIn(deps, letter);
  const { words } = frame;
  const status = statusOf(entry);
  const reasonOf = async (code: string | null) =>
    code === null ? null : await reasonSentence(deps, letter, words, code);
  const isChangeable = isOneOf(entry.state, CHANGEABLE_STATES);
  const typed = refused.change ?? { typed: typedOf(entry), errors: {} };
  return (
    <OwnPage
      isTest={entry.isTest}
      frame={frame}
      token={token}
      letter={{ ...letter, title: letter.version.title }}
      letterUrl={deps.config.baseUrl + paths.letter(letter.slug)}
      status={status}
      news={news}
      entry={entry}
      proposal={entry.proposal && { kind: entry.kind, ...entry.proposal }}
      correction={isChangeable ? await ownCorrectionProps(deps, words, entry) : null}
      question={await ownQuestionProps(deps, words, entry, refused.question)}
      changeRefused={await reasonOf(entry.proposalReason)}
      reason={status === "rejected" ? await reasonOf(entry.reason ?? "other") : null}
      contact={contactFor(deps.config, letter)}
      agreements={entry.agreements.map((one) => agreementProps(words, letter, entry, one))}
      change={isChangeable ? { ...typed, countries: countryChoices(words) } : null}
      contactsGoneAt={entry.name === "" ? null : entry.contactsGoneAt}
      address={
        isChangeable && entry.contactsGoneAt === null
          ? await addressProps(deps, entry, refused.address)
          : null
      }
      signed={isChangeable ? await signedTextProps(deps, words, found, refused.authority) : null}
    />
  );
}
