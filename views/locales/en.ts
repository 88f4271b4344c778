import {
  account,
  accountMail,
  authenticator,
  passkey,
  people,
  secondStep,
  session,
} from "./en/accounts.ts";
import { editor, overview } from "./en/desk/letters.ts";
import { massActs } from "./en/desk/mass-acts.ts";
import { reaffirm } from "./en/desk/reaffirm.ts";
import { reasons } from "./en/desk/reasons.ts";
import { retention } from "./en/desk/retention.ts";
import { richText } from "./en/desk/rich-text.ts";
import { settings } from "./en/desk/settings.ts";
import { textChange } from "./en/desk/text-change.ts";
import { digest } from "./en/digest.ts";
import { errors, fieldErrors } from "./en/errors.ts";
import { form } from "./en/form.ts";
import {
  importErrors,
  importing,
  importNotices,
  importPlaces,
  importTwinErrors,
  importTwinNotices,
  importValueErrors,
  importValueNotices,
} from "./en/import.ts";
import { invalidation } from "./en/invalidation.ts";
import { figures, inbox, letter, list, privacy, site, verification } from "./en/letter.ts";
import { letterHistory } from "./en/letter-history.ts";
import { mail } from "./en/mail.ts";
import { entries, lostLink, ownPage, share, suppression } from "./en/own-page.ts";
import { question } from "./en/question.ts";
import { queue } from "./en/queue.ts";
import { signals } from "./en/signals.ts";
import { devMail, exports, history, rooms, staff } from "./en/staff.ts";
import { switches } from "./en/switches.ts";
import { difference, versions } from "./en/versions.ts";

/** English. It is complete, and its keys are the keys of every other language. */
export const en = {
  site,
  letter,
  figures,
  form,
  fieldErrors,
  importErrors,
  importValueErrors,
  importTwinErrors,
  importNotices,
  importValueNotices,
  importTwinNotices,
  importPlaces,
  inbox,
  verification,
  ownPage,
  share,
  lostLink,
  entries,
  suppression,
  list,
  textChange,
  privacy,
  versions,
  difference,
  errors,
  staff,
  authenticator,
  passkey,
  secondStep,
  session,
  account,
  people,
  accountMail,
  rooms,
  overview,
  retention,
  editor,
  richText,
  settings,
  importing,
  queue,
  signals,
  history,
  letterHistory,
  question,
  reaffirm,
  reasons,
  exports,
  digest,
  switches,
  invalidation,
  massActs,
  mail,
  devMail,
} as const;
