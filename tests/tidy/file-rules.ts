import { posix } from "node:path";
import { bareCode, byLine, isCode } from "./code.ts";
import type { SourceFile } from "./files.ts";

/** In lines. A style sheet is one list of small rules, a test one list of claims. */
export const FILE_LENGTH_MAX = { code: 250, tests: 450, css: 320 };
/** In columns. */
export const LINE_LENGTH_MAX = 100;

/** A rule for one file at a time: gives a sentence for each place that breaks it. */
export type FileRule = (file: SourceFile) => string[];

/**
 * The rules that each file keeps by itself, by what they ask. They read this file too, so what
 * they forbid is not spelled out in them.
 */
export const FILE_RULES = {
  "files are short": (file) => {
    const max = lengthMax(file);
    const length = file.text.split("\n").length - 1;
    return length > max ? [`${length} lines, at most ${max}`] : [];
  },

  // The formatter breaks everything else; what it leaves is comments, and strings and patterns
  // that cannot be broken.
  "lines are short": (file) => {
    if (!isCode(file)) return [];
    return byLine(file.text, (line) =>
      line.length > LINE_LENGTH_MAX && !isLongByOneString(line)
        ? `${line.length} columns, at most ${LINE_LENGTH_MAX}`
        : null,
    );
  },

  "nothing is put off": (file) =>
    byLine(file.text, (line) => {
      const [tag] = line.match(/\b(?:FIX(?:ME)|TO(?:DO)|X{3})\b/) ?? [];
      return tag === undefined ? null : `${tag}: do it, or say NOTE: why not`;
    }),

  "nothing asks where it runs": (file) => {
    if (!isCode(file)) return [];
    return byLine(file.text, (line) => {
      const [name] = line.match(/\b(?:is(?:Worker)|get(?:RuntimeKey))\b/) ?? [];
      return name === undefined ? null : `${name}: what differs between places stands in Deps`;
    });
  },

  "the environment is read at the edge": (file) => {
    const mayRead = /^(?:src\/runtime|scripts|tests)\/|^[\w.-]+\.config\.ts$/.test(file.path);
    if (!isCode(file) || mayRead) return [];
    return byLine(bareCode(file.text), (line) =>
      /\bprocess\.env\b/.test(line) ? "reads the environment: take a Config" : null,
    );
  },

  "types are not asserted": (file) => {
    if (!isCode(file)) return [];
    const mayAssert = /^src\/(?:db|captcha)\//.test(file.path);
    const lines = file.text.split("\n");
    return byLine(bareCode(file.text), (line, index) => {
      const [cast] = line.match(/\bas (?!const\b)[\w{([]+/) ?? [];
      if (cast === undefined) return null;
      if (!mayAssert) return `“${cast}”: parse it, or use satisfies`;
      const above = lines[index - 1]?.trim() ?? "";
      return /^(?:\/\/|\*|\/\*)/.test(above)
        ? null
        : `“${cast}” without a comment above that says why`;
    });
  },

  "names say what a file owns": (file) => {
    // What ends in .service is a unit of systemd, which wants that.
    const name = posix.basename(file.path, ".service");
    const [word] =
      name.match(/(?<![a-z])(?:utils?|helpers?|misc|common|services?|manager)(?![a-z])/) ?? [];
    return word === undefined ? [] : [`“${word}” says nothing: name the verb or noun`];
  },

  "white space is clean": (file) => {
    const trailing = byLine(file.text, (line) =>
      /\s$/.test(line) ? "white space at its end" : null,
    );
    return file.text === "" || file.text.endsWith("\n")
      ? trailing
      : [...trailing, "no line end at the end"];
  },

  // What ASVS asks about: HTML of text, what browsers store, programs, hosts and chance.
  "what is seldom needed has its place": (file) => {
    if (!/^(?:src|views|emails)\//.test(file.path) || !isCode(file)) return [];
    return byLine(bareCode(file.text), (line) => {
      const found = SELDOM.find(([word, place]) => word.test(line) && !place.test(file.path));
      return found === undefined ? null : `${found[0].source}: only in ${found[1].source}`;
    });
  },

  // Else values become parameters of SQL, and text in HTML is escaped.
  "what is written as it stands has its place": (file) =>
    byLine(file.text, (line) => {
      const isOf = /^(?:src|views|emails)\//.test(file.path) && !AS_IT_STANDS.test(file.path);
      return isOf && /^import \{[^}]*\braw\b/.test(line) ? "imports raw" : null;
    }),

  "the repository stands alone": (file) =>
    byLine(file.text, (line) => {
      for (const [path = ""] of line.matchAll(/(?:\.\.\/)+shared\b[\w./-]*/g)) {
        const target = posix.join(posix.dirname(file.path), path);
        if (!isCode(file) || !/^src\/shared\/[\w/-]+\.ts$/.test(target)) return `names ${path}`;
      }
      const [words] = line.match(/\bsession transcript\b|\bissue #/i) ?? [];
      return words === undefined ? null : `names “${words}”: say the reason itself`;
    }),
} as const satisfies Record<string, FileRule>;

/** Words of the platform, and the only files that have a reason to use them. */
const SELDOM: readonly (readonly [RegExp, RegExp])[] = [
  [/\.(?:inner|outer)HTML\b|\binsertAdjacentHTML\b/, /^views\/browser\/letter-editor\.ts$/],
  [/\blocalStorage\b/, /^views\/browser\/queue\/keys\.ts$/],
  [/\bsessionStorage\b/, /^views\/browser\/sign-form\.ts$/],
  [/\bindexedDB\b|\bdocument\.cookie\b/, /^$/],
  [
    /\b(?:ChildProcess|child_process|spawn|execFile)(?:Sync)?\b/,
    /^src\/runtime\/worker\/wrangler\.ts$/,
  ],
  [/\beval\(|\bnew Function\(/, /^$/],
  [/RawUnsafe\b/, /^src\/db\//],
  [/\bMath\.random\b/, /^src\/db\/retry\.ts$/],
  [/(?<!\.)\bfetch\(/, /^views\/browser\/|^src\/runtime\/worker\/entry\.ts$/],
];

/** Files that write SQL or HTML of constants, or of what was rendered, as it stands. */
const AS_IT_STANDS = new RegExp(
  `^(?:${[
    "src/db/",
    "src/accounts/store.ts",
    "src/letters/edit-reasons.ts",
    "src/mail/waiting.ts",
    "src/runtime/(?:database|worker/deps).ts",
    "src/signatures/evidence/(?:collect|resembling).ts",
    "src/signatures/(?:export/store|list/search|relist|signature-row).ts",
    "src/signatures/queue/(?:filter|order).ts",
    "src/web/import/source.ts",
    "views/components/icon.tsx",
    "views/desk/editor.tsx",
    "views/letter/(?:page|versions/one).tsx",
    "views/site/about.tsx",
    "views/staff/second-factor/authenticator.tsx",
  ].join("|")})`,
);

function lengthMax(file: SourceFile): number {
  if (file.path.endsWith(".css")) return FILE_LENGTH_MAX.css;
  if (!isCode(file)) return Number.POSITIVE_INFINITY;
  return file.path.startsWith("tests/") ? FILE_LENGTH_MAX.tests : FILE_LENGTH_MAX.code;
}

/**
 * Whether a line is long only by what the formatter cannot break: a template or a pattern, a
 * string too long for a line of its own, or the name of a test, which stays in the line of `it`.
 */
function isLongByOneString(line: string): boolean {
  if (/^\s*(?:\/\/|\/?\*)|[;{,)] \/\/ /.test(line)) return false;
  const literals =
    line.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`.*`?|\/(?:\\.|[^/\\])+\/[a-z]*/g) ?? [];
  const longest = literals.reduce((found, one) => (one.length > found.length ? one : found), "");
  const isAlone = line.search(/\S/) + longest.length + 2 > LINE_LENGTH_MAX;
  const isKept = isAlone || /^[`/]/.test(longest) || /^ *(?:it|describe)\(/.test(line);
  return isKept && line.length - longest.length + 2 <= LINE_LENGTH_MAX;
}
