import { mkdirSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderPicture } from "../../src/runtime/share-picture/render.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";
import type { Stop } from "../support/browser/walk.ts";
import { dress, fillSite } from "../support/pictures/sample.ts";
import { contactSheets } from "../support/pictures/sheets.ts";
import {
  type Links,
  PUBLISHERS,
  previewImport,
  publicStops,
  staffStops,
} from "../support/pictures/stops.ts";

const FOLDER = "var/pictures";
const DEMO = "/letters/open-rivers";
const SIZES = [
  { width: 375, height: 812 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

let browser: Browser;
let site: Site;
let entry: string;

beforeAll(async () => {
  mkdirSync(`${FOLDER}/sheets`, { recursive: true });
  browser = await launchChromium();
  site = await openSite(browser);
  ({ entry } = await fillSite(site));
}, 120_000);
afterAll(async () => {
  await site.stop();
  await browser.close();
});

it("every page fits and says nothing in the console, in each size and scheme", async () => {
  const bare = PUBLISHERS.map((stop) => ({ ...stop, name: `bare-${stop.name}` }));
  const found = await takePictures(bare, { isStaff: false });
  await dress(site, { colour: "#8c2f39" });
  const links = await sign();
  found.push(...(await takePictures(publicStops(links), { isStaff: false })));
  const importRecord = await importSome();
  found.push(...(await takePictures(staffStops({ entry, importRecord }), { isStaff: true })));
  await contactSheets(FOLDER);
  expect(found).toEqual([]);
});

/** Takes each page in each size and scheme; what speaks against it. */
async function takePictures(stops: readonly Stop[], who: { isStaff: boolean }): Promise<string[]> {
  const found: string[] = [];
  const page = await site.open({ ...who, width: 1280 });
  page.on("console", (message) => {
    const isError = message.type() === "error" && !/status of 4\d\d/.test(message.text());
    if (isError) found.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message}`));
  for (const { name, path, act } of stops) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path);
    await act?.(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      if (await scrollsSideways(page)) found.push(`${name} scrolls sideways at ${size.width} px`);
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        const file = `${FOLDER}/${name}_${size.width}_${scheme}.png`;
        await page.screenshot({ path: file, fullPage: true });
      }
    }
  }
  await page.context().close();
  return found;
}

async function scrollsSideways(page: Page): Promise<boolean> {
  return await page.evaluate("document.documentElement.scrollWidth > innerWidth");
}

/** Signs three times, and takes one as far as it goes, and one back. */
async function sign(): Promise<Links> {
  const page = await site.open({ isStaff: false, width: 1280 });
  for (const [name, address] of [
    ["Ada Key", "open@example.org"],
    ["Ben Key", "own@example.org"],
    ["Cem Key", "gone@example.org"],
  ] as const) {
    await page.goto(DEMO);
    await page.getByText("I sign as a person").click();
    await page.locator("#name").fill(name);
    await page.locator("#country").selectOption({ index: 5 });
    await page.locator("#email").fill(address);
    await page.locator("#consent").check();
    await page.getByRole("button", { name: "Sign the letter" }).click();
    await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  }
  const ownPageAfter = async (address: string) => {
    await page.goto(await site.linkTo(address, "verification"));
    await page.getByRole("button", { name: "Yes, I confirm my signature" }).click();
    await page.getByRole("link", { name: "See, change, hide or withdraw your signature" }).click();
    await page.waitForURL(/\/signature\//);
    return new URL(page.url()).pathname;
  };
  const confirmed = await site.linkTo("own@example.org", "verification");
  const own = await ownPageAfter("own@example.org");
  const withdrawn = await ownPageAfter("gone@example.org");
  await page.getByRole("button", { name: "Withdraw my signature…" }).click();
  await page.getByRole("button", { name: "Withdraw and delete" }).click();
  await page.getByRole("heading", { name: "Your signature is withdrawn" }).waitFor();
  await page.context().close();
  return {
    confirm: await site.linkTo("open@example.org", "verification"),
    confirmed,
    own,
    withdrawn,
    suppression: await site.linkTo("open@example.org", "suppression"),
  };
}

/** Imports some signatories, and gives the page of that import. */
async function importSome(): Promise<string> {
  const page = await site.open({ isStaff: true, width: 1280 });
  await page.goto(`/admin${DEMO}/import`);
  await previewImport(page);
  await page.getByRole("button", { name: /^(Import|Ask to import) / }).click();
  await page.waitForLoadState();
  await page.goto(`/admin${DEMO}/import`);
  const record = await page.locator("main a[href*='/imports/']").first().getAttribute("href");
  await page.context().close();
  return record ?? "/admin";
}

/** Titles of letters, with their publishers, as they stand in the pictures that networks show. */
const SHARED: Readonly<Record<string, [string, string]>> = {
  en: ["An open letter to the United Nations: let every river run to the sea", "River Watch"],
  de: [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Verein",
  ],
  fr: [`Une lettre ouverte ${"sur les fleuves, les lacs et les marais ".repeat(7)}`, "Réseau"],
  ar: ["رسالة مفتوحة إلى الأمم المتحدة: دعوا الأنهار تجري بحرية", "شبكة الأنهار والناس"],
  fa: ["نامهٔ سرگشاده به سازمان ملل: بگذارید رودها آزاد جاری شوند", "شبکهٔ رودها"],
  ug: ["بىرلەشكەن دۆلەتلەر تەشكىلاتىغا ئوچۇق خەت: دەريالار ئەركىن ئاقسۇن", "River Watch"],
  he: ["מכתב פתוח לאומות המאוחדות: תנו לנהרות לזרום בחופשיות", "River Watch"],
  ru: ["Открытое письмо Организации Объединённых Наций: пусть реки текут свободно", "«Реки»"],
  kk: ["Біріккен Ұлттар Ұйымына ашық хат: өзендер еркін ақсын", "Өзендер"],
  el: ["Ανοιχτή επιστολή προς τα Ηνωμένα Έθνη: αφήστε τα ποτάμια να κυλούν", "Δίκτυο"],
  zh: ["致联合国气候变化会议的公开信：我们要求河流自由流淌", "河流与人民网络"],
  ja: ["国連への公開書簡：川を自由に流れさせてください", "川の会"],
  ko: ["유엔에 보내는 공개 서한: 강이 자유롭게 흐르게 하라", "강"],
  hi: ["संयुक्त राष्ट्र के नाम खुला पत्र: नदियों को स्वतंत्र बहने दो", "नदी"],
  bn: ["জাতিসংঘের কাছে খোলা চিঠি: নদীকে মুক্তভাবে বইতে দাও", "নদী"],
  ta: ["ஐக்கிய நாடுகளுக்கு ஒரு திறந்த கடிதம்: நதிகள் ஓடட்டும்", "நதி"],
  th: ["จดหมายเปิดผนึกถึงสหประชาชาติ: ปล่อยให้แม่น้ำไหลอย่างอิสระ", "แม่น้ำ"],
  am: ["ለተባበሩት መንግሥታት ግልጽ ደብዳቤ፦ ወንዞች ይፍሰሱ", "ወንዝ"],
  ka: ["ღია წერილი გაეროს: დაე მდინარეებმა თავისუფლად იდინონ", "მდინარე"],
  hy: ["Բաց նամակ ՄԱԿ-ին. թող գետերը ազատ հոսեն", "Գետ"],
};

it.each(Object.entries(SHARED))(
  "draws the picture that is shared of a letter: %s",
  async (language, [title, publisher]) => {
    const signed = "More than 300 have signed";
    const png = await renderPicture({ title, language, publisher, signed });
    expect(png).not.toBeNull();
    writeFileSync(`${FOLDER}/share-${language}.png`, png ?? "");
  },
);
