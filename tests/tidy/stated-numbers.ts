import { readConfig } from "../../src/config.ts";
import { D1_LIMITS } from "../../src/db/d1/open.ts";
import {
  FIRST_MAILS_PER_DOMAIN,
  FLOOD,
  MAIL_INTERVAL_MS,
  MAILS_PER_ADDRESS,
  SIGNING_MAILS_PER_NETWORK,
} from "../../src/limits.ts";
import { MAIL_SLOTS } from "../../src/runtime/worker/config.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/shared/clock.ts";
import { CLIENT_KEY_TTL_DAYS } from "../../src/signatures/forget.ts";
import { MOST } from "../support/statements/most.ts";
import { FILE_LENGTH_MAX, LINE_LENGTH_MAX } from "./file-rules.ts";
import { type StatedNumber, SUBJECT_LENGTH_MAX } from "./tree-rules.ts";

const { port, mailSlots } = readConfig({});
const { signing, second, reaffirm, "own-link": ownLink } = MAILS_PER_ADDRESS;
const mailMinutes = MAIL_INTERVAL_MS / MINUTE_MS;

/** The rows of a table in docs/workers.md, and whose queries they tell. */
const QUERIES = [
  ["the list, a hundred entries", "GET /letters/:slug/signatories"],
  ["a search", "GET /letters/:slug/signatories (a search)"],
  ["the letter, with three hundred entries", "GET /letters/:slug"],
  ["signing, without the mail", "POST /letters/:slug/signatures"],
  ["the letters of staff", "GET /admin"],
  ["the queue", "GET /admin/letters/:slug/queue"],
] as const;

/** What documents and pages say in numbers. Decisions are history and may differ. */
export const STATED: readonly StatedNumber[] = [
  { path: "wrangler.toml", pattern: /limit = (\d+)/, is: FLOOD.max },
  { path: "wrangler.toml", pattern: /period = (\d+)/, is: FLOOD.windowMs / SECOND_MS },
  { path: "docs/workers.md", pattern: /limit of (\d+) forms a minute/, is: FLOOD.max },
  { path: "docs/workers.md", pattern: /up to (\w+) mails that are due/, is: MAIL_SLOTS },
  { path: ".env.example", pattern: /On Workers always (\w+)/, is: MAIL_SLOTS },
  { path: ".env.example", pattern: /MAIL_SLOTS=(\d+)/, is: mailSlots },
  { path: "docs/several-processes.md", pattern: /(\d+) at the most unless/, is: mailSlots },
  {
    path: "docs/workers.md",
    pattern: /more than (\d+),000 entries/,
    is: D1_LIMITS.exportRowsMax / 1000,
  },
  {
    path: "docs/workers.md",
    pattern: /At most (\d+),000 new/,
    is: D1_LIMITS.importRowsMax / 1000,
  },
  {
    path: "docs/workers.md",
    pattern: /Signing takes seven to (\w+)/,
    is: MOST["POST /letters/:slug/signatures"] ?? 0,
  },
  {
    path: "docs/workers.md",
    pattern: /a page of the letter (\w+)/,
    is: MOST["GET /letters/:slug"] ?? 0,
  },
  ...QUERIES.map(([row, request]) => {
    const pattern = new RegExp(`\\| ${row} \\| (\\d+) \\|`);
    return { path: "docs/workers.md", pattern, is: MOST[request] ?? 0 };
  }),
  { path: "README.md", pattern: /localhost:(\d+)/, is: port },
  { path: ".env.example", pattern: /\bPORT=(\d+)/, is: port },
  { path: ".env.example", pattern: /BASE_URL=http:\/\/localhost:(\d+)/, is: port },
  { path: "SECURITY.md", pattern: /one mail in (\w+) minutes/, is: mailMinutes },
  { path: "SECURITY.md", pattern: /(\w+) a day caused by signing/, is: signing.max },
  {
    path: "SECURITY.md",
    pattern: /(\w+) of them by one network/,
    is: SIGNING_MAILS_PER_NETWORK.max,
  },
  { path: "SECURITY.md", pattern: /(\w+) links to own pages a day/, is: ownLink.max },
  { path: "SECURITY.md", pattern: /(\w+) questions a day whether an entry/, is: second.max },
  { path: "SECURITY.md", pattern: /(\w+) whether somebody signs a changed/, is: reaffirm.max },
  { path: "SECURITY.md", pattern: /(\d+) first mails an hour/, is: FIRST_MAILS_PER_DOMAIN.max },
  { path: "SECURITY.md", pattern: /destroyed after (\w+) days/, is: CLIENT_KEY_TTL_DAYS },
  { path: "CONTRIBUTING.md", pattern: /at most (\d+) characters/, is: SUBJECT_LENGTH_MAX },
  { path: "CONTRIBUTING.md", pattern: /at most (\d+) lines/, is: FILE_LENGTH_MAX.code },
  { path: "CONTRIBUTING.md", pattern: /tests (\d+)/, is: FILE_LENGTH_MAX.tests },
  { path: "CONTRIBUTING.md", pattern: /style sheets (\d+)/, is: FILE_LENGTH_MAX.css },
  { path: "CONTRIBUTING.md", pattern: /(\d+) columns/, is: LINE_LENGTH_MAX },
  {
    path: "views/locales/en/public/letter.json",
    pattern: /at least (\w+) minutes before we send another message/,
    is: mailMinutes,
  },
  {
    path: "views/locales/en/public/own-page.json",
    pattern: /at most (\w+) links a day/,
    is: ownLink.max,
  },
  {
    path: "views/locales/en/public/own-page.json",
    pattern: /at least (\w+) minutes apart/,
    is: mailMinutes,
  },
  {
    path: "views/locales/en/public/letter.json",
    pattern: /destroy after (\d+) days/,
    is: CLIENT_KEY_TTL_DAYS,
  },
  {
    path: "src/signatures/signing/client.ts",
    pattern: /destroyed after (\d+) days/,
    is: CLIENT_KEY_TTL_DAYS,
  },
];
