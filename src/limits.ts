import { DAY_MS, HOUR_MS, MINUTE_MS } from "./shared/clock.ts";
import type { TimeClasses } from "./shared/equal-time.ts";

export type Limit = { max: number; windowMs: number };

/** The time over which a client's submissions to one letter are counted. */
export const SUBMISSION_WINDOW_MS = 10 * MINUTE_MS;
/**
 * Mails for one address over the whole site, whatever its spelling, by what they count as; what is
 * above waits. Signing never uses up the links to own pages: with those a signatory gets out.
 */
export const MAILS_PER_ADDRESS = {
  /** What somebody causes who signs with the address. */
  signing: { max: 6, windowMs: DAY_MS },
  "own-link": { max: 2, windowMs: DAY_MS },
  /** Questions to an organisation whether an entry is its own. */
  second: { max: 6, windowMs: DAY_MS },
  /** Questions whether somebody signs a changed text, too. */
  reaffirm: { max: 3, windowMs: DAY_MS },
  /** What moderators ask signatories. */
  moderator: { max: 3, windowMs: DAY_MS },
} as const satisfies Record<string, Limit>;
/** Of the first, those that one client network causes. */
export const SIGNING_MAILS_PER_NETWORK: Limit = { max: 3, windowMs: DAY_MS };
/**
 * Mails to addresses that nobody has proved yet, for one domain over the whole site; what is above
 * waits for the next hour. A university of which 300 people sign in an hour is mailed at once,
 * while somebody who makes up addresses at a small domain has it sent five a minute. Large
 * providers are left out: their many people are limited one by one.
 */
export const FIRST_MAILS_PER_DOMAIN: Limit = { max: 300, windowMs: HOUR_MS };
/** Questions that wait to be mailed before no more are asked: other mail waits behind them. */
export const QUESTION_MAILS_WAITING_MAX = 500;
/** The mails that strangers can cause, for one signature: so long lies between two. */
export const MAIL_INTERVAL_MS = 10 * MINUTE_MS;
/** Changes of its address that are asked for one signature, each with a mail to a new address. */
export const ADDRESS_CHANGES: Limit = { max: 3, windowMs: DAY_MS };
/** Unsafe requests of one client, before it is told to wait. */
export const FLOOD: Limit = { max: 300, windowMs: MINUTE_MS };
/**
 * Pages of a list that are made for somebody's query, for all clients of a process together: so
 * many at once, one more every so many ms, and so many that wait for their turn.
 */
export const QUERIES = { burst: 10, everyMs: 12, waitingMax: 50 };
/** Versions of a letter that are shown with their difference: the same, and each takes longer. */
export const VERSIONS = { burst: 10, everyMs: 50, waitingMax: 50 };
/** Challenges of one client, which a conference shares; past that its forms are held. */
export const CHALLENGES: Limit = { max: 300, windowMs: MINUTE_MS };
/** The largest request body, in bytes: the largest form with every field full fits many times. */
export const BODY_SIZE_MAX = 64 * 1024;
/** Fields that one form may have: a decision about the most entries has a third of them. */
export const FIELDS_MAX = 5_000;
/** The largest body of a form that holds a letter, in bytes: one character may take many. */
export const LETTER_BODY_SIZE_MAX = 1024 * 1024;
/** Quotes and lists of a letter that lie in each other: one more is no text that people read. */
export const LETTER_NESTING_MAX = 20;
/** Markup of a letter: between blank lines, lines of quotes and lists, in all; cells of tables. */
export const LETTER_MARKUP_MAX = { block: 1_000, line: 3_000, all: 10_000, cells: 5_000 } as const;
/** The largest image that a form takes, in bytes: what a phone's camera makes. */
export const IMAGE_SIZE_MAX = 8 * 1024 * 1024;
/** The largest form with two such images and a text. */
export const IMAGES_BODY_SIZE_MAX = 2 * IMAGE_SIZE_MAX + LETTER_BODY_SIZE_MAX;
/** The largest file of signatories that a form takes, in bytes. */
export const IMPORT_SIZE_MAX = 5 * 1024 * 1024;
/** Rows that such a file may have; the command line takes more. */
export const IMPORT_ROWS_PER_FORM_MAX = 10_000;
/** The most bytes that an Excel workbook may unpack to: of a form, and of the command. */
export const IMPORT_UNPACKED_PER_FORM_MAX = 64 * 1024 * 1024;
export const IMPORT_UNPACKED_MAX = 1024 * 1024 * 1024;
/** The most rows that a file of the command line may have. */
export const IMPORT_ROWS_MAX = 2_000_000;
/** The most that stay in memory once they are checked, some 30 MB: of a longer file, none do. */
export const IMPORT_ROWS_KEPT_MAX = 30_000;
/** Of how many kinds of files a letter remembers what their columns were chosen to be. */
export const IMPORTS_REMEMBERED_MAX = 50;
/** How long an answer takes if its length could tell something. */
export const ANSWER_TIME: TimeClasses = { leastMs: 50, stepMs: 10 };
/** How long the link to all entries of an address works. */
export const ENTRIES_LINK_TTL_MS = 7 * DAY_MS;
/** Entries of one address that its page shows: two in each letter. */
export const ENTRIES_SHOWN_MAX = 200;
/** New links to an own page that one client asks for; a conference shares one address. */
export const LOST_LINKS_PER_CLIENT: Limit = { max: 30, windowMs: 10 * MINUTE_MS };
/** Sign-in links mailed to one member of staff, for strangers and for each browser they know. */
export const SIGN_IN_LINKS: Limit = { max: 5, windowMs: HOUR_MS };
/** Sign-in links that one client asks for, whomever for; an office shares one address. */
export const SIGN_INS_PER_CLIENT: Limit = { max: 30, windowMs: 10 * MINUTE_MS };
/** Recovery codes that are tried for one account. */
export const RECOVERY_TRIES: Limit = { max: 5, windowMs: HOUR_MS };
/** Codes of an authenticator app that are tried for one account. */
export const AUTHENTICATOR_TRIES: Limit = { max: 10, windowMs: HOUR_MS };
/** Invitations that one member of staff sends. */
export const INVITATIONS: Limit = { max: 30, windowMs: HOUR_MS };
/**
 * Entries that one member of staff takes down, erases, invalidates, or imports as published; each
 * of these is counted by itself, over all letters. What is above waits for a second person.
 */
export const MASS_ACTS: Limit = { max: 100, windowMs: DAY_MS };
/** If nobody else may release what is above, it begins this long after it was asked for. */
export const MASS_ACT_DELAY_MS = HOUR_MS;
/** What nobody releases within these days is not done. */
export const MASS_ACT_TTL_DAYS = 7;
/** Requests of one member of staff that wait for a second person, in one letter. */
export const MASS_ACTS_WAITING_MAX = 50;
/** Others are told of every so many entries, at once or in a day. */
export const MASS_ACT_TOLD_FROM = 10;
/** Nobody is mailed about mass acts more often; what comes meanwhile stands in the next mail. */
export const MASS_ACT_MAIL_INTERVAL_MS = 15 * MINUTE_MS;
/** The longest purpose of an export, in characters. */
export const PURPOSE_LENGTH_MAX = 300;
/** Passkeys of one account: nobody has so many devices. */
export const PASSKEYS_MAX = 20;
/** A figure of a letter below this is not told to the public: it could tell who is in it. */
export const FIGURE_MIN = 5;
/** A letter's figures are read at most once in this time. */
export const FIGURES_HOLD_MS = MINUTE_MS;
/** The most days for which a letter tells figures: the last ones that have any. */
export const FIGURE_DAYS_MAX = 30;
