import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../src/shared/pages/paths.ts";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";

const WAIT_MS = 15_000;

const GOOGLE =
  '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7"><h2 dir="ltr"><span style="font-weight:400">Our rivers</span></h2><p dir="ltr"><span style="font-weight:400">We </span><span style="font-weight:700">ask</span><span style="font-style:italic"> all</span> to read <a href="https://a.example/x"><span style="text-decoration:underline">this</span></a>.</p><ul><li dir="ltr"><p><span>One</span></p></li><ul><li><p>Inner</p></li></ul></ul></b><br class="Apple-interchange-newline">';
const WORD =
  '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body><!--StartFragment--><p class=MsoNormal>It is so<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.<o:p></o:p></p><p class=MsoListParagraph style=\'mso-list:l0 level1 lfo1\'><![if !supportLists]><span style=\'mso-list:Ignore\'>1.<span>&nbsp; </span></span><![endif]>Measure them<img src=x.png></p><p class=MsoNormal>Then</p><div style=\'mso-element:footnote\' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> A study</p></div><!--EndFragment--></body></html>';

describe.skipIf(chromiumPath() === null)("the editor of a letter", () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    browser = await launchChromium();
    site = await openSite(browser);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  async function paste(page: Page, type: string, text: string) {
    await page.getByRole("textbox", { name: "Text", exact: true }).evaluate(
      (box, [type, text]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(type, text);
        box.focus();
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      },
      [type, text] as const,
    );
  }

  it("makes structure of what is pasted from Google Docs, Word and plain text, and saves it", async () => {
    const page = await site.open({ isStaff: true, width: 1280, keepsPolicy: true });
    page.setDefaultTimeout(WAIT_MS);
    const refused: string[] = [];
    // The policy refuses the styles of what is pasted, and says so; they are not needed.
    page.on("console", (message) => {
      if (!message.text().startsWith("Applying inline style")) refused.push(message.text());
    });
    await page.goto(paths.newLetter);
    await page.getByLabel("Title").fill("Rivers, pasted");
    await page.getByLabel("Published by").fill("River Watch");
    await paste(page, "text/html", GOOGLE);
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await paste(page, "text/html", WORD);
    await page.getByText("Pictures and videos left out: 1 (after “Measure them”).").waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await paste(page, "text/plain", "Dear all,\nwe ask\n\n• three\n• four\nYours");
    await page.getByRole("button", { name: "Bold" }).focus();
    await page.keyboard.press("ArrowRight");
    const focused = await page.locator(":focus").textContent();
    expect(focused).toBe("Italic");
    await page.getByRole("button", { name: "Save as a draft" }).click();
    await page.getByText("We have saved the letter as a draft.").waitFor();
    await page.goto(`${paths.letterEdit("rivers-pasted")}`);
    const saved = await page.locator("textarea[name=body]").inputValue();
    expect(saved).toBe(`## Our rivers

We **ask** *all* to read [this](https://a.example/x).

- One
  - Inner

It is so[^1].

1. Measure them

Then

[^1]: A study

    Dear all,\\
    we ask

    - three
    - four

    Yours`);
    expect(refused).toEqual([]);
    await page.close();
  });

  it("keeps every text through Markdown and back, undoes, and runs as its script does", async () => {
    const page = await site.open({ isStaff: true, width: 1280, keepsPolicy: true });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(paths.newLetter);
    const box = page.getByRole("textbox", { name: "Text", exact: true });
    const field = page.locator("textarea[name=body]");
    const toggle = page.locator("#rich-toggle");
    await box.click();
    await page.keyboard.type("One");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+B");
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "Undo" }).click();
    await toggle.click();
    expect(await field.inputValue()).toBe("**One**");
    const body = "# נהרות\n\n1. a\n   - b\n   - c\n2. d[^1]\n\n[^1]: Not.";
    await field.fill(body);
    await toggle.click();
    expect(await box.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
    await box.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("!");
    await toggle.click();
    expect(await field.inputValue()).toBe(`${body}!`);
    await page.context().close();
  });
});
