import { describe, expect, it } from "vitest";
import { parseLetterFile } from "../../src/letters/letter-file.ts";

const HEAD = "title: Figures\nslug: figures\npublished_by: River Watch\n";
const file = (head: string, body = "We ask.") => `---\n${head}---\n\n${body}\n`;

function read(source: string) {
  const parsed = parseLetterFile(source);
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed;
}

const problems = (source: string) => {
  const parsed = parseLetterFile(source);
  return parsed.ok ? [] : parsed.problems;
};

const WRONG_DATES = [
  ..."1.12.2026|31 December 2026|2026-02-30|01/05/2026|2026-13-01|20261231|2026-12|soon".split("|"),
  ..."2026-1-5|2026-12-31 18:00|2026-12-31T18:00|2026-12-31T25:00Z|12|true|0026-1|0026-12-31".split(
    "|",
  ),
  "2026-02-30T10:00Z",
  "[2026-12-31]",
];

const DATES: [string, string][] = [
  ["2026-12-31", "2026-12-31T23:59:59.999Z"],
  ["'2026-12-31'", "2026-12-31T23:59:59.999Z"],
  ["2028-02-29", "2028-02-29T23:59:59.999Z"],
  ["2026-12-31T18:00+01:00", "2026-12-31T17:00:00.000Z"],
  ["2026-12-31T18:00:30Z", "2026-12-31T18:00:30.000Z"],
  ["2026-12-31\ntime_zone: Europe/Berlin", "2026-12-31T22:59:59.999Z"],
  ["2026-06-30\ntime_zone: Europe/Berlin", "2026-06-30T21:59:59.999Z"],
  ["2026-12-31\ntime_zone: Asia/Kolkata", "2026-12-31T18:29:59.999Z"],
  ["2026-12-31\ntime_zone: Pacific/Auckland", "2026-12-31T10:59:59.999Z"],
  ["2026-12-31\ntime_zone: America/St_Johns", "2027-01-01T03:29:59.999Z"],
];

const SLIPS: [string, string, string][] = [
  [
    "a colon",
    "title: Rivers: a letter\n",
    "Line 2: put the title in quotes, such as title: 'Rivers: a letter'",
  ],
  [
    "an apostrophe",
    "title: It's ours: now\n",
    "Line 2: put the title in quotes, such as title: 'It''s ours: now'",
  ],
  ["a number", "title: 2026\n", "title: put it in quotes: YAML reads “2026” as a number."],
  ["a truth", "title: true\n", "title: put it in quotes: YAML reads “true” as true or false."],
  [
    "a list",
    "title: [Rivers] now\n",
    "Line 2: put the title in quotes, such as title: '[Rivers] now'",
  ],
  [
    "a sign of a comment",
    "title: #rivers\n",
    "Line 2: put the title in quotes, such as title: '#rivers'",
  ],
  [
    "tags with their sign",
    "tags: #water\n",
    "Line 2: put the tags in quotes, such as tags: '#water'",
  ],
  [
    "quotes in quotes",
    "title: 'It's'\n",
    "Line 2: put the title in quotes, such as title: 'It''s'",
  ],
  ["a space before a key", "title: A\n slug: b\n", "Line 3: remove the spaces before “slug”."],
  ["a key twice", "title: A\ntitle : B\n", "Line 3: “title” is there twice."],
  ["a sign for another text", "tags: [*a]\n", "Put what begins with * or & in quotes."],
  ["brackets", "title: [Rivers]\n", "title: put it in quotes: YAML reads it as a list."],
  ["an at sign", "title: @rivers\n", "Line 2: put the title in quotes, such as title: '@rivers'"],
  [
    "a percent sign",
    "title: 5\npublished_by: '%\n",
    "Line 3: the quotation marks of “published_by” are not closed.",
  ],
  [
    "quotes within",
    'title: "Rivers" now\n',
    "Line 2: put the title in quotes, such as title: '\"Rivers\" now'",
  ],
  ["no space", "title:Rivers\n", "Line 2: put a space after the colon."],
  ["a key twice", "title: A\ntitle: B\n", "Line 3: “title” is there twice."],
  ["a tab", "tags:\n\t- a\n", "Line 3: replace the tab with spaces."],
  ["tags with one missing", "tags: [a, , b]\n", "Line 2: write this line so: tags: a, b"],
  ["tags without an end", "tags: ['a', b\n", "Line 2: write this line so: tags: a, b"],
  [
    "a tag that is a number",
    "tags: [a, 7]\n",
    "tags: put it in quotes: YAML reads “7” as a number.",
  ],
  [
    "a fixed space",
    "title:\u00A0Rivers\n",
    "Line 2: write “title: ”, with a plain colon and a plain space.",
  ],
  [
    "a wide colon",
    "title\uFF1ARivers\n",
    "Line 2: write “title: ”, with a plain colon and a plain space.",
  ],
  [
    "lines that are not indented",
    "closing: |\nYours,\nAda\n",
    "Line 3: put two spaces before this line, and before each line of “closing”.",
  ],
  [
    "lines that are indented by tabs",
    "closing: |\n\tYours,\n",
    "Line 3: put two spaces before this line, and before each line of “closing”.",
  ],
  [
    "a title of two lines",
    "title: Rivers\nand lakes\n",
    "Line 3: this is not a line such as “title: A letter”. If it continues the line before, put two spaces before it.",
  ],
  ["no value", "title:\n", "title: is empty."],
  ["an asterisk", "title: *Rivers\n", "Line 2: put the title in quotes, such as title: '*Rivers'"],
];

describe("the front matter of a letter", () => {
  it.each(WRONG_DATES)("refuses %s as a date, by a sentence", (date) => {
    for (const key of ["closes", "published"]) {
      const [problem, ...others] = problems(file(`${HEAD}${key}: ${date}\n`));
      expect(problem).toMatch(new RegExp(`^${key}: .*is not a date such as 2026-12-31`));
      expect(others).toEqual([]);
    }
  });

  it.each(DATES)("reads %j as the moment of closing", (closes, moment) => {
    expect(read(file(`${HEAD}closes: ${closes}\n`)).file.closes).toEqual(new Date(moment));
  });

  it("keeps the day of publishing as it is written", () => {
    const { published } = read(file(`${HEAD}published: 2020-09-15T23:30-05:00\n`)).file;
    expect(published).toEqual(new Date("2020-09-15T00:00:00Z"));
  });

  it.each(SLIPS)("explains a slip of YAML: %s", (_, head, sentence) => {
    expect(problems(file(`${head}slug: figures\n`))).toContain(sentence);
  });

  const BAD: [string, string, string][] = [
    ["a time zone", "time_zone: Mars/Olympus\n", "is not a time zone such as Europe/Berlin"],
    ["a language that nobody knows", "language: xx\n", "is not a language code we know"],
    ["a region alone known", "language: qq-DE\n", "is not a language code we know"],
    ["no language in particular", "language: mul\n", "is not a language code we know"],
    ["an offset as a zone", "time_zone: '+01:00'\n", "is not a time zone"],
    ["a state", "state: secret\n", "state: must be draft, open or closed."],
    ["an address in capitals", "slug: Über uns\n", "slug: must be lower-case letters and digits"],
    ["an address", "reply_to: nobody\n", "reply_to: is not an email address."],
    ["a tick", "noindex: maybe\n", "noindex: must be true or false."],
    ["an author", `author: ${"x".repeat(201)}\n`, "author: is longer than 200 characters."],
    ["too many tags", `tags: [${"a1, b, ".repeat(11)}]\n`, "tags: has more than 20 tags."],
    ["a change", "change: tiny\n", "change: must be typographical or substantial."],
    ["a control character", "author: 'A\u0007da'\n", "Line 5: remove the character U+0007"],
    ["another direction", "author: A\u202Eda\n", "Line 5: remove the character U+202E"],
    ["a damaged letter", "author: M\uFFFDller\n", "Line 5: remove the character U+FFFD"],
    ["an escaped one", 'author: "A\\u202Eda"\n', "author: has control characters"],
  ];
  it.each(BAD)("refuses %s", (_, head, sentence) => {
    const key = `${head.split(":")[0]}:`;
    const rest = HEAD.split("\n").filter((line) => !line.startsWith(key));
    const found = problems(file(rest.join("\n") + head));
    expect(found).toEqual([expect.stringContaining(sentence)]);
  });

  const NONE: [string, string][] = [
    ["---\ntitle: A\n", "Line 1: the front matter that begins here does not end."],
    ["title: A\n---\n", "Line 1: put a line of --- above the front matter."],
    ["\n—\ntitle: A\n—\n", "Line 2: write --- here, three hyphens"],
    ["-----\ntitle: A\n-----\n", "Line 1: write --- here, three hyphens"],
    [" ---\ntitle: A\n ---\n", "Line 1: write --- here, three hyphens"],
    ["+++\ntitle = 'A'\n+++\n", "Line 1: write --- here, three hyphens"],
    ["---\n---\nWe ask.\n\n---\n", "The front matter must be lines such as “title: A letter"],
    ["---\n# nothing\n---\n", "The front matter must be lines such as “title: A letter"],
    ["", "The file does not begin with front matter between two lines of ---."],
  ];
  it.each(NONE)("says what is missing of the lines around it: %j", (source, sentence) => {
    expect(problems(source)).toContainEqual(expect.stringContaining(sentence));
  });

  it("refuses such characters in the text, by their line", () => {
    for (const character of ["\u0000", "\u001B", "\u202D", "\u2066"]) {
      expect(problems(file(HEAD, `One.\n\nTwo ${character}.`))).toEqual([
        expect.stringMatching(/^Line 9: remove the character U\+[0-9A-F]{4}, /),
      ]);
    }
  });

  it.each([
    ["---", "..."],
    ["\n \n---", "---"],
    ["\uFEFF\n---", "... "],
    ["\uFEFF\uFEFF\u200B---", "---"],
  ])("is found between %j and %j, and lines are counted from the top", (opens, closes) => {
    const source = `${opens}\n${HEAD}author: Ada #1\n${closes}\nOne.\n\n![A river](a.png)\n`;
    const before = opens.split("\n").length;
    const { file, notices } = read(source);
    expect(file.body).toMatch(/^One\.\n/);
    expect(notices).toEqual([
      expect.stringContaining(`Line ${before + 4}: “#1”`),
      `Line ${before + 8}: the image “A river” is not shown.`,
    ]);
    const slip = source.replace("slug: ", "slug:");
    expect(problems(slip)).toEqual([`Line ${before + 2}: put a space after the colon.`]);
    const colon = source.replace("title: ", "title: A: ");
    expect(problems(colon)).toEqual([expect.stringContaining(`Line ${before + 1}: put the title`)]);
  });

  it("spells time zones as IANA does, and takes languages with their script or region", () => {
    const head = `${HEAD}time_zone: europe/BERLIN\nreply_to: mailto:ada@rivers.example\n`;
    expect(read(file(`${head}language: sr-Latn-RS\n`)).file).toMatchObject({
      timeZone: "Europe/Berlin",
      language: "sr-Latn-RS",
      replyTo: "ada@rivers.example",
    });
    expect(read(file(`${head}language: PT_BR\n`)).file.language).toBe("pt-BR");
  });

  it.each([
    ["language", "xx", "“xx” is not a language code we know, such as en, de or ug."],
    ["language", "German", "such as en, de or ug. Did you mean de?"],
    ["language", "français", "Did you mean fr?"],
    ["language", "cz", "Did you mean cs?"],
    ["language", "und", "“und” is not a language code"],
    [
      "time_zone",
      "Berlin",
      "“Berlin” is not a time zone such as Europe/Berlin or America/New_York.",
    ],
    ["time_zone", "new york", "Did you mean America/New_York?"],
    ["time_zone", "America/Sao Paulo", "Did you mean America/Sao_Paulo?"],
    ["time_zone", "BST", "“BST” is not a time zone such as Europe/Berlin or America/New_York."],
    ["time_zone", "PST", "“PST” is not a time zone"],
    ["time_zone", "IST", "“IST” is not a time zone"],
    ["time_zone", "MEZ", "“MEZ” is not a time zone"],
    ["time_zone", "UTC+1", "“UTC+1” is not a time zone"],
    ["time_zone", "+01:00", "“+01:00” is not a time zone"],
  ])("refuses %s: %s, and says what may be meant", (key, value, sentence) => {
    expect(problems(file(`${HEAD}${key}: ${value}\n`))).toEqual([
      expect.stringContaining(sentence),
    ]);
  });

  it.each([
    ["publisher", "published_by"],
    ["Date", "published"],
    ["lang", "language"],
    ["deadline", "closes"],
    ["timezone", "time_zone"],
    ["description", "summary"],
    ["authors", "author"],
    ["permalink", "slug"],
    ["Published-By", "published_by"],
    ["keywords", "tags"],
  ])("says how %s is written here: %s", (key, meant) => {
    expect(read(file(`${HEAD}${key}: x\n`)).notices).toContain(
      `“${key}” is not a known key, so it was ignored. Write it as ${meant}.`,
    );
  });

  it("names what it does not know and what nobody will see", () => {
    const head = `${HEAD}closed: 2026-12-31\ncolour: red\nauthor: Ada #1\nclosing: Yours,\n  Ada\n`;
    expect(read(file(head, "One.\n\n![A river](a.png)")).notices).toEqual([
      "Line 7: “#1” looks like a YAML comment. Put the author in quotes to keep it.",
      "Line 8: the lines of the closing were joined. To keep them apart, write them below “closing: |”.",
      "“closed” is not a known key, so it was ignored. Write it as closes.",
      "“colour” is not a known key, so it was ignored.",
      expect.stringMatching(/^The known keys are title, slug, .*time_zone.*\.$/),
      "Line 14: the image “A river” is not shown.",
    ]);
  });

  it("takes an author, a summary, tags in a line, and a closing of several lines", () => {
    const said = "author: Ada Cam\nsummary: On rivers\ntags: rivers, water\n";
    const head = `${HEAD}${said}closing: |\n  Yours,\n  Ada\n`;
    expect(read(file(head)).file).toMatchObject({
      author: "Ada Cam",
      summary: "On rivers",
      tags: ["rivers", "water"],
      closing: "Yours,\nAda",
    });
  });
});
