import { fromHtml } from "hast-util-from-html";
import { describe, expect, it } from "vitest";
import { changeBetween } from "../../src/letters/versions/change.ts";
import { toEditable, toMarkdown } from "../../src/shared/markdown/editable.ts";
import { readPasted } from "../../src/shared/markdown/pasted.ts";

const wordPoint = (marker: string, text: string, level = 1) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

const PASTED: [string, string, string | RegExp][] = [
  [
    "Google's wrapper, which is not bold",
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">We </span><span style="font-weight:700">ask</span></p><br><p><span>now</span></p></b>',
    "We **ask**\n\nnow",
  ],
  [
    "Google's headings",
    '<b style="font-weight:normal"><h1 dir="ltr"><span style="font-weight:400">Rivers</span></h1><h2><span style="font-weight:700">Lakes</span></h2></b>',
    "# Rivers\n\n## Lakes",
  ],
  [
    "Google's lists, one in the other",
    '<ul><li dir="ltr" aria-level="1"><p><span>One</span></p></li><ul><li aria-level="2"><p>Two</p></li></ul><li><p>Three</p></li></ul><p>Then</p>',
    "- One\n  - Two\n- Three\n\nThen",
  ],
  [
    "Google's italic, struck out and raised text",
    '<p><span style="font-style:italic">a</span> <span style="text-decoration:line-through">b</span> <span style="font-size:0.6em;vertical-align:super">c</span></p>',
    "*a* ~~b~~ <sup>c</sup>",
  ],
  [
    "Google's links",
    '<p><a href="https://www.google.com/url?q=https://a.example/b&sa=D" style="text-decoration:none"><span style="color:#1155cc;text-decoration:underline">here</span></a></p>',
    "[here](https://a.example/b)",
  ],
  [
    "Google's footnotes",
    '<p>So it is<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;A study</span></p></div>',
    "So it is[^1].\n\n---\n\n[^1]: A study",
  ],
  [
    "Word's paragraphs",
    "<html xmlns:o='urn:x'><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment--><p class=MsoNormal>We, the\nundersigned<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Ask</b></p><!--EndFragment--></body></html>",
    "We, the undersigned\n\n**Ask**",
  ],
  [
    "Word's bullets and what follows",
    `${wordPoint("·", "One")}${wordPoint("o", "Inner", 2)}${wordPoint("·", "Two")}<p class=MsoNormal>Then</p>`,
    "- One\n  - Inner\n- Two\n\nThen",
  ],
  ["Word's numbers", `${wordPoint("1.", "One")}\n${wordPoint("2.", "Two")}`, "1. One\n2. Two"],
  [
    "Word's comments and hidden text, which are not for readers",
    "<p>We<span class=MsoCommentReference><a href='#_msocom_1'>[A1]</a></span> ask<span style='mso-hide:all'>!</span></p><div style='mso-element:comment-list'><p>Really?</p></div>",
    "We ask",
  ],
  [
    "a footnote and an endnote of one number",
    "<p>a<a href='#_ftn1' name='_ftnref1'>[1]</a> b<a href='#_edn1' name='_ednref1'>[i]</a></p><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Foot</p></div><div id=edn1><p><a href='#_ednref1' name='_edn1'>[i]</a> End</p></div>",
    "a[^1] b[^e1]\n\n[^1]: Foot\n\n[^e1]: End",
  ],
  ["Word's quotes", "<p class=MsoTitle>A</p><p class=MsoQuote>b</p>", "# A\n\n> b"],
  ["headings of Word on the web", "<div><p role=heading aria-level=2>A</p></div>", "## A"],
  [
    "Outlook's links",
    "<a href='https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=x'>b</a>",
    "[b](https://a.example/)",
  ],
  ["a damaged redirect", "<a href='https://www.google.com/url?q=%E0%A4%A'>b</a>", /^\[b\]\(/],
  [
    "a web page",
    "<nav>Home</nav><header>A</header><section>b<select><option>c</select></section><noscript>d</noscript>",
    "A\n\nb",
  ],
  [
    "terms and captions",
    "<dl><dt>A<dd>b</dl><table><caption>C</caption><tr><td>d</table>",
    "A\n\nb\n\nC\n\n| d |\n| - |",
  ],
  ["two breaks", "<div>One<br><br>Two<br>three</div>", "One\n\nTwo\\\nthree"],
  ["bold breaks", "<p><b><br></b>One<b> <br></b>two</p>", "One\\\ntwo"],
  ["Word's numbers that go on", `${wordPoint("3)", "Three")}`, "3. Three"],
  [
    "Word's letters below numbers",
    `${wordPoint("1.", "One")}${wordPoint("a.", "Inner", 2)}${wordPoint("2.", "Two")}`,
    "1. One\n   1. Inner\n2. Two",
  ],
  [
    "Word's footnotes",
    '<p>So it is<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style=\'mso-special-character:footnote\'>[1]</span></span></a>.</p><div style=\'mso-element:footnote-list\'><br clear=all><hr align=left size=1 width="33%"><div style=\'mso-element:footnote\' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> A study</p></div></div>',
    "So it is[^1].\n\n---\n\n[^1]: A study",
  ],
  [
    "Word's smart tags and title",
    "<p class=MsoTitle>Rivers</p><p>In <st1:place w:st='on'><st1:City>Bern</st1:City></st1:place></p>",
    "# Rivers\n\nIn Bern",
  ],
  [
    "a table with paragraphs in its cells",
    "<table class=MsoTableGrid><tr><td><p><b>River</b></p></td><td><p>km</p></td></tr><tr><td><p>Aar</p><p>Upper</p></td><td><p>5</p></td></tr></table>",
    "| **River** | km |\n| - | - |\n| Aar<br>Upper | 5 |",
  ],
  ["a script and a style", "<style>p{}</style><p>a</p><script>alert(1)</script>", "a"],
  [
    "text that looks like Markdown",
    "<p>5 * 3 * 2, 1. and _x_</p><p># b</p>",
    "5 \\* 3 \\* 2, 1. and \\_x\\_\n\n\\# b",
  ],
  ["a paragraph whose style is bold", "<p style='font-weight:bold'>All</p>", "**All**"],
  [
    "spaces at the ends of what is bold",
    "<p>We<b> ask </b>you<i> </i>now</p>",
    "We **ask** you now",
  ],
  [
    "notes of several paragraphs, and several notes in one element",
    "<p>a<a href='#_ftn1' name='_ftnref1'>[1]</a> b<a href='#ftnt2' id='ftnt_ref2'>[2]</a> c<a href='#ftnt3'>[3]</a></p><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> One</p><p>more</p></div><div><p><a href='#ftnt_ref2' id='ftnt2'>[2]</a> Two</p><p><a href='#ftnt_ref3' id='ftnt3'>[3]</a> Three</p></div>",
    "a[^1] b[^2] c[^3]\n\n[^1]: One\n\n    more\n\n[^2]: Two\n\n[^3]: Three",
  ],
  [
    "Word's numbers as they are shown: begun anew, in letters, in Roman ones",
    `${wordPoint("1.", "a")}${wordPoint("2.", "b")}${wordPoint("1.", "c")}<p>d</p>${wordPoint("(c)", "e")}${wordPoint("(d)", "f")}<p>g</p>${wordPoint("IV.", "h")}${wordPoint("V.", "i")}<p>j</p>${wordPoint("h)", "k")}${wordPoint("i)", "l")}<p>m</p>${wordPoint("2.3.", "n")}`,
    "1. a\n2. b\n\n1) c\n\nd\n\n3. e\n4. f\n\ng\n\n4. h\n5. i\n\nj\n\n8. k\n9. l\n\nm\n\n3. n",
  ],
  [
    "lists of Word on the web, each point in one of its own",
    "<div><p>a</p></div><div><ul><li data-aria-level=1><p>b</p></li></ul></div><div><ul><li data-aria-level=2><p>c</p></li></ul></div> <div><ul><li data-aria-level=1><p>d</p></li></ul></div><div><ol start=1><li data-aria-level=1 data-aria-posinset=1><p>e</p></li></ol></div><div><ol start=2><li data-aria-level=1 data-aria-posinset=2><p>f</p></li></ol></div><div><p>g</p></div>",
    "a\n\n- b\n  - c\n- d\n\n1. e\n2. f\n\ng",
  ],
  [
    "Word's headings below the sixth, and its raised text on the web",
    "<p class=MsoHeading7>a</p><p>b<span class='TextRun Superscript'><span class='NormalTextRun Superscript'>2</span></span><span class=Subscript>3</span></p>",
    "###### a\n\nb<sup>2</sup><sub>3</sub>",
  ],
  [
    "lines of chats and forms, which styles alone keep",
    '<div style="white-space: pre-wrap">One\ntwo\n\nThree<div style="white-space:normal">four\nfive</div></div>',
    "One\\\ntwo\n\nThree\n\nfour five",
  ],
  ["a heading of two lines", "<h2><b>One</b><br>two.</h2>", "## One<br>two."],
  [
    "mails, whose paragraphs are two breaks apart",
    "<b>One<br><br>Two</b><br>three<br><div>Four</div>five<br>",
    "**One**\n\n**Two**\\\nthree\n\nFour\n\nfive",
  ],
  [
    "lines beside blocks",
    "<ul><li>One<br>two<ul><li>three</li></ul></li></ul><blockquote>Four<br>five<p>six</p></blockquote>",
    "- One\\\n  two\n  - three\n\n> Four\\\n> five\n>\n> six",
  ],
  [
    "cells that span others",
    "<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td rowspan=2>c</td><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr></table>",
    "| a | | b |\n| - | - | - |\n| c | d | e |\n| | f | g |",
  ],
  [
    "a table around a page",
    "<table><tr><td><h1>a</h1><p>b</p><table><tr><td>c</td><td>d</td></tr></table></td></tr></table>",
    "# a\n\nb\n\n| c | d |\n| - | - |",
  ],
  [
    "boxes that are ticked, and signs that are pictures",
    "<ul><li role=checkbox aria-checked=false><img aria-roledescription=checkbox alt=unchecked><p>a</p></li><li aria-checked=true>b <img alt='🌊'></li></ul>",
    "- ☐ a\n- ☑ b 🌊",
  ],
  [
    "LibreOffice",
    '<h1 class="western">a</h1><p>b <font color="#f00"><i><u>c</u></i></font><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><dl><dd><table><col width="322"/><thead><tr><th><p>d</p></th><th><p>e</p></th></tr></thead><tr><td><p>f</p></td><td><p>g</p></td></tr></table></dd></dl><div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>h</p></div>',
    "# a\n\nb *c*[^1]\n\n| d | e |\n| - | - |\n| f | g |\n\n[^1]: h",
  ],
  [
    "Apple's mail and pages",
    '<p class="p1"><b>a</b><br></p><p class="p2"><br></p><ul class="ul1"><li><span class="s1"></span>b<span class="Apple-converted-space">&nbsp;</span></li><ul><li>c</li></ul></ul><p>d<span class="Apple-tab-span" style="white-space:pre">\t</span>e</p><div>f<br><blockquote type="cite"><div>g</div></blockquote></div>',
    "**a**\n\n- b\n  - c\n\nd e\n\nf\n\n> g",
  ],
  [
    "Word's tracked changes, as they are if all are accepted",
    "<p>We <del cite='mailto:Ada' datetime='2026-11-30T10:00'>demand</del><ins cite='mailto:Ada'>ask</ins> <del>now</del></p>",
    "We ask ~~now~~",
  ],
  ["addresses that run something", '<p><a href="javascript:a()">x</a></p>', "x"],
];

const KEPT: [string, string][] = [
  ["headings", "# a\n\n###### b"],
  ["marks", "*a* **b** ~~c~~ `d` <sup>e</sup> <sub>f</sub> [g](https://a.example)"],
  ["lists", "1. a\n   - b\n2. c"],
  [
    "lists whose points hold lists, all close together",
    "- a\n  - b\n  - c\n    1. d\n    2. e\n- f",
  ],
  ["points of two paragraphs", "- a\n\n  b\n\n- c"],
  ["a list that begins later", "4. a\n5. b"],
  ["a footnote with two paragraphs", "a[^x]\n\n[^x]: b\n\n    c"],
  ["a table", "| a | b |\n| - | -: |\n| c | d\\|e |"],
  ["quotations and code", "> a\n>\n> b\n\n```\nc  d\n```"],
  ["HTML and comments, which stay as they are", "a <u>b</u> <!-- c -->\n\n<div>d</div>"],
  ["images, which stay as they are", "![a](b.png) c"],
  ["a heading of two lines", "## a<br>**b<br>c**\n\nd"],
  ["hard breaks and rules", "a\\\nb\n\n---\n\nc"],
  ["links that are defined below", "[a][b]\n\n[b]: https://a.example"],
  ["plain text", "Dear all,\nwe ask\n• one\n• two\nYours"],
];

describe("pasted HTML", () => {
  it.each(PASTED)("becomes Markdown: %s", (_, html, expected) => {
    const markdown = toMarkdown(readPasted(fromHtml(html)).tree);
    if (typeof expected === "string") expect(markdown).toBe(expected);
    else expect(markdown).toMatch(expected);
  });

  it("names the pictures and videos that it loses by the words before them", () => {
    const box = "<img aria-roledescription=checkbox><img alt='🌊'><img width=1 height=1 src=z>";
    const line = "A long line before it, of which the last words are enough";
    const pasted = `<img src=x><p>a <b>b</b><img src=x></p>${box}<p>${line}</p><iframe></iframe>`;
    expect(readPasted(fromHtml(pasted)).lostAfter).toEqual([
      "",
      "a b",
      "… it, of which the last words are enough",
    ]);
  });
});

describe("a text in the editor", () => {
  it.each(KEPT)("says the same as before: %s", (_, body) => {
    const edited = toMarkdown(toEditable(body));
    const text = (body: string) => ({ title: "A", body, closing: "", language: "en" });
    expect(changeBetween(text(body), text(edited))).toMatch(/^(?:none|typographical)$/);
    expect(toMarkdown(toEditable(edited))).toBe(edited);
    if (!body.includes("•") && !body.includes("][")) expect(edited).toBe(body);
  });
});
