import { describe, expect, it } from "vitest";
import { changeBetween } from "../../src/letters/versions/change.ts";
import { letterText } from "../../src/runtime/letter-texts/letter-text.ts";
import { englishWords } from "../../views/page/words.ts";

/** What the page shows, without the numbers and addresses that are for paper alone. */
function shown(markdown: string): string {
  return letterText(markdown, englishWords)
    .html.replace(/<(span|ol) class="on-paper".*?<\/\1>/gs, "")
    .replace(/ ?<a [^>]*class="permalink"[^>]*>#<\/a>/g, "")
    .replace(/ id="point-\d+"/g, "")
    .replace(/>\n|\n(?=<)/g, (mark) => mark.trim());
}

const DIALECT: [string, string, string | RegExp][] = [
  ["struck out words", "We ~~ask~~ demand", "<p>We <del>ask</del> demand</p>"],
  [
    "a heading as Google Docs exports it",
    "# **Our lakes** {#our-lakes}\n\n## Set {a} {#b c}",
    /<strong>Our lakes<\/strong><\/h2>.*Set \{a\} \{#b c\}/s,
  ],
  ["one tilde, which means about", "~5 of ~6, 7~ of 8", "<p>~5 of ~6, 7~ of 8</p>"],
  [
    "a bare address",
    "See https://rivers.example/a?b=1.",
    '<p>See <a href="https://rivers.example/a?b=1">https://rivers.example/a?b=1</a>.</p>',
  ],
  [
    "a bare host",
    "See www.rivers.example",
    '<p>See <a href="https://www.rivers.example">www.rivers.example</a></p>',
  ],
  [
    "an address of mail",
    "Write to ada@rivers.example.",
    '<p>Write to <a href="mailto:ada@rivers.example">ada@rivers.example</a>.</p>',
  ],
  [
    "a link without scheme",
    "[x](www.example.org)",
    '<p><a href="https://www.example.org">x</a></p>',
  ],
  ["a link to a host", "[x](rivers.org/a)", '<p><a href="https://rivers.org/a">x</a></p>'],
  ["a link to a host and port", "[x](www.a.org:80)", '<p><a href="https://www.a.org:80">x</a></p>'],
  ["a link to nobody's host", "[x](//rivers.org)", '<p><a href="https://rivers.org">x</a></p>'],
  ["a link to an address", "[x](a@b.org)", '<p><a href="mailto:a@b.org">x</a></p>'],
  ["a link that is defined below", "[x]\n\n[x]: www.b.org", /^<p><a href="https:\/\/www\.b\.org">/],
  ["a line break by tag", "One<br>two<br/>three", "<p>One<br>two<br>three</p>"],
  ["a line that begins with a tag", "<br>Two", "<p><br>Two</p>"],
  ["raised and lowered", "CO<sub>2</sub>, 1<sup>st</sup>", /CO<sub>2<\/sub>, 1<sup>st<\/sup>/],
  ["bold by tag", "<b>All</b> of <i>it</i>", "<p><strong>All</strong> of <em>it</em></p>"],
  ["a tag that nobody closes", "One <sup>two", "<p>One two</p>"],
  ["a hard break", "One\\\ntwo  \nthree", "<p>One<br>two<br>three</p>"],
  ["boxes", "- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"],
  [
    "a table",
    "|River|Length|\n|-|-:|\n|Aar|5|",
    '<div class="wide" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th>River</th><th class="to-right">Length</th></tr></thead><tbody><tr><td>Aar</td><td class="to-right">5</td></tr></tbody></table></div>',
  ],
  [
    "a footnote",
    "So it is.[^a]\n\n[^a]: A *study*.",
    /^<p>So it is\.<sup><a href="#text-fn-a" id="text-fnref-a"[^>]*>1<\/a><\/sup><\/p><section data-footnotes><h2 id="footnote-label">Footnotes<\/h2><ol><li id="text-fn-a"><p>A <em>study<\/em>\. <a href="#text-fnref-a"[^>]* aria-label="Back to footnote 1 in the text">↩<\/a><\/p><\/li><\/ol><\/section>$/,
  ],
  [
    "six levels of headings",
    "# a\n## b\n### c\n#### d\n##### e\n###### f",
    '<h2>a</h2><h3>b</h3><h4>c</h4><h5>d</h5><h6>e</h6><h6 aria-level="7">f</h6>',
  ],
  ["headings that begin at the second level", "## b\n### c", "<h2>b</h2><h3>c</h3>"],
];

const PLAIN: [string, string, string | RegExp][] = [
  ["lines", "Dear all,\nwe write\nto you.", "<p>Dear all,<br>we write<br>to you.</p>"],
  ["lines in bold", "**One\ntwo**", "<p><strong>One<br>two</strong></p>"],
  [
    "a wrapped paragraph",
    "We, who live along the river, have asked the ministry for the figures of\nevery year since 2010, and have never been given an answer to any of the\nletters.",
    "<p>We, who live along the river, have asked the ministry for the figures of\nevery year since 2010, and have never been given an answer to any of the\nletters.</p>",
  ],
  [
    "bullets",
    "We ask for:\n• figures\n• a plan",
    "<p>We ask for:</p><ul><li>figures</li><li>a plan</li></ul>",
  ],
  ["bullets and tabs", "•\tfigures\n•\ta plan", "<ul><li>figures</li><li>a plan</li></ul>"],
  ["dashes", "– figures\n– a plan\n\nThen", "<ul><li>figures</li><li>a plan</li></ul><p>Then</p>"],
  ["one dash, which is no list", "So it is.\n– Ada Cam", "<p>So it is.<br>– Ada Cam</p>"],
  ["numbers with a bracket", "1) figures\n2) a plan", "<ol><li>figures</li><li>a plan</li></ol>"],
  ["other signs", "▪ figures\n▪ a plan", "<ul><li>figures</li><li>a plan</li></ul>"],
  [
    "signs with spaces between",
    "· figures\n\n· a plan",
    "<ul><li><p>figures</p></li><li><p>a plan</p></li></ul>",
  ],
  [
    "what follows a list",
    "1. figures\n2. a plan\nWe thank you.",
    "<ol><li>figures</li><li>a plan</li></ol><p>We thank you.</p>",
  ],
  [
    "what follows a long point",
    "• We ask for all figures of the river since the year 2010, and of its springs.\nYours sincerely",
    "<ul><li>We ask for all figures of the river since the year 2010, and of its springs.</li></ul><p>Yours sincerely</p>",
  ],
  [
    "the rest of a wrapped point",
    "- We ask for all figures of the river since the year 2010, and also\nof its springs\n- a plan",
    "<ul><li>We ask for all figures of the river since the year 2010, and also\nof its springs</li><li>a plan</li></ul>",
  ],
  [
    "points in points",
    "• One\n\t◦ inner\n• Two",
    "<ul><li>One<ul><li>inner</li></ul></li><li>Two</li></ul>",
  ],
  ["code", "```\n• a\n– b\n- c\nd\n```", "<pre><code>• a\n– b\n- c\nd</code></pre>"],
  ["a comment, which stays hidden", "- a <!-- one\ntwo --> b", "<ul><li>a  b</li></ul>"],
  ["a block of HTML, which stays hidden", "<div>\n- a\nb\n</div>\n\nc", "<p>c</p>"],
  ["dashes of other lengths", "— One\n— Two", "<ul><li>One</li><li>Two</li></ul>"],
  ["Word's signs", "\uF0B7\tOne\n\uF0A7\tTwo", "<ul><li>One</li><li>Two</li></ul>"],
  ["fixed spaces", "1.\u00A0One\n2.\u00A0Two", "<ol><li>One</li><li>Two</li></ol>"],
  [
    "a list that is indented",
    "We ask:\n\t•\tOne\n\t\t◦\tInner\n\t•\tTwo\nThen",
    "<p>We ask:</p><ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul><p>Then</p>",
  ],
  [
    "letters as typewriters indent them",
    "\tDear all,\n\n    We ask.",
    "<p>Dear all,</p><p>We ask.</p>",
  ],
  [
    "a footnote of two paragraphs",
    "One[^1]\n\n[^1]: Two\n\n    Three\n\n    - four",
    /<li id="text-fn-1"><p>Two<\/p><p>Three<\/p><ul><li>four<\/li><\/ul>/,
  ],
  ["indented code", "    let a = 1;\n    b", "<pre><code>let a = 1;\nb</code></pre>"],
  [
    "the numbers that were typed",
    "1. One\n3. Three\n4. Four",
    '<ol><li>One</li></ol><ol start="3"><li>Three</li><li>Four</li></ol>',
  ],
  ["days, which are no list", "31. March\n\n24. April", /^<ol start="31">.*<ol start="24">/s],
  ["one number, to be counted", "1. One\n1. Two", "<ol><li>One</li><li>Two</li></ol>"],
  [
    "numbers that go on below other lines",
    "1. One\nmore\n2. Two\n\nThen\n3. Three\nEnd",
    '<ol><li>One</li></ol><p>more</p><ol start="2"><li>Two</li></ol><p>Then</p><ol start="3"><li>Three</li></ol><p>End</p>',
  ],
  ["a date in a sentence", "1. One\n\nOn\n3. May", "<ol><li>One</li></ol><p>On<br>3. May</p>"],
  [
    "letters, brackets, paragraphs and ticks, which are no numbers",
    "a) one\nb) two\n(1) three\n§ 4 four\n✓ five\nThen",
    "<p>a) one<br>b) two<br>(1) three<br>§ 4 four<br>✓ five<br>Then</p>",
  ],
  [
    "rows between bars",
    "Seen:\n|a|b|\n|c\\|d|e|\nThen",
    /^<p>Seen:<\/p>.*<th>a<\/th><th>b<\/th>.*<td>c\|d<\/td><td>e<\/td>.*<p>Then<\/p>$/,
  ],
  [
    "rows of a spreadsheet",
    "a\tb\tc\nd\t\te | f\n\nThen",
    /<th>a<\/th><th>b<\/th><th>c<\/th>.*<td>d<\/td><td><\/td><td>e \| f<\/td>.*<p>Then<\/p>$/,
  ],
  ["rows in code", "```\n|a|b|\n|c|d|\n```", "<pre><code>|a|b|\n|c|d|</code></pre>"],
  ["words set apart", "Name:\tAda\nIn:\tBern", "<p>Name:\tAda<br>In:\tBern</p>"],
  ["a row alone", "|a|b|\n\n|c|d|", "<p>|a|b|</p><p>|c|d|</p>"],
  [
    "rows in a point",
    "- a\n  |b|c|\n  |d|e|\n- f",
    "<ul><li>a<br>|b|c|<br>|d|e|</li><li>f</li></ul>",
  ],
  ["a name below two dashes", "Thank you\n--\nAda", "<p>Thank you<br>--<br>Ada</p>"],
  ["a rule below a text", "We ask.\n---\nAda", "<p>We ask.</p><hr><p>Ada</p>"],
  ["a heading above its line", "Rivers\n---\nAda", "<h2>Rivers</h2><p>Ada</p>"],
  ["what follows a table", "|a|b|\n|-|-|\n|c|d|\nThen", /<\/table><\/div><p>Then<\/p>$/],
  [
    "an address that is quoted",
    "“https://a.org/b.” 见www.b.org/c。好",
    '<p>“<a href="https://a.org/b">https://a.org/b</a>.” 见www.b.org/c。好</p>',
  ],
  [
    "an address in a sentence",
    "„https://a.org/b“…",
    /^<p>„<a href="https:\/\/a\.org\/b">[^<]*<\/a>“…/,
  ],
  ["a quotation", "> One\n> two", "<blockquote><p>One<br>two</p></blockquote>"],
];

const DROPPED: [string, string, string[]][] = [
  ["an image", "One\n\n![A river](a.png)", ["3 image A river"]],
  ["an image without a description", "![](lake/a.png)", ["1 image lake/a.png"]],
  ["an image of Google Docs", "![][image1]\n\n[image1]: <a.png>", ["1 image image1"]],
  [
    "an image that is defined below",
    "![A river][r]\n\n[r]: https://a.b/c.png",
    ["1 image A river"],
  ],
  ["a block of HTML", "One\n\n<div class=x>\nTwo\n</div>", ["3 block <div>"]],
  [
    "tags in a line, each once",
    'A <span style="x">b</span> <u>c</u>',
    ["1 html <span>", "1 html <u>"],
  ],
  ["a script", "<script>alert(1)</script>", ["1 block <script>"]],
  ["a frame in a list", "- a\n- b <iframe src=x></iframe>", ["2 html <iframe>"]],
  ["a comment", "One\ntwo <!-- no -->", ["2 comment "]],
  ["an address that runs something", "[x](javascript:a)", ["1 link javascript:a"]],
  ["an address that is defined below", "[x]\n\n[x]: data:text/html,a", ["3 link data:text/html,a"]],
  ["a tag that nobody closes", "One <sup>two", ["1 html <sup>"]],
  ["a footnote without its number", "One\n\n[^1]: Not.", ["3 note [^1]"]],
  ["one of two footnotes", "One[^1]\n\n[^1]: a\n[^1]: b", ["4 note [^1]"]],
  ["what looks like an address", "[Ada]: hello", ["1 definition [Ada]"]],
  ["cells beyond the head", "|a|b|\n|-|-|\n|c|d|*e*|", ["3 cell e"]],
  ["the line of what was typed", "• a\nb\n\n<hr>", ["4 html <hr>"]],
  ["nothing that is shown", "a<br>b <sup>c</sup> [d](tel.html) www.a.org <https://b.org>", []],
];

describe("a letter's text", () => {
  it.each(DIALECT)("shows %s", (_, markdown, expected) => {
    if (typeof expected === "string") expect(shown(markdown)).toBe(expected);
    else expect(shown(markdown)).toMatch(expected);
  });

  it.each(PLAIN)("reads plain text as people mean it: %s", (_, markdown, expected) => {
    if (typeof expected === "string") expect(shown(markdown)).toBe(expected);
    else expect(shown(markdown)).toMatch(expected);
  });

  it.each(DROPPED)("names what the page does not show: %s", (_, markdown, expected) => {
    const { dropped } = letterText(markdown, englishWords);
    expect(dropped.map(({ line, what, name }) => `${line} ${what} ${name}`)).toEqual(expected);
  });

  const CHANGES: [string, string, string][] = [
    ["a word that is struck out", "We ask now", "We ask ~~now~~"],
    ["a footnote that is added", "We ask now", "We ask now[^1]\n\n[^1]: Not."],
    ["a footnote that moves", "We[^1] ask\n\n[^1]: Not.", "We ask[^1]\n\n[^1]: Not."],
    ["a number that is raised", "It costs 102", "It costs 10<sup>2</sup>"],
    ["another number", "1. One\n2. Two", "1. One\n3. Two"],
    ["a cell that moves", "|a|b|\n|-|-|\n|c||", "|a|b|\n|-|-|\n||c|"],
  ];
  it.each(CHANGES)("says something else by %s", (_, before, after) => {
    const text = (body: string) => ({ title: "A", body, closing: "", language: "en" });
    expect(changeBetween(text(before), text(after))).toBe("substantial");
  });
});
