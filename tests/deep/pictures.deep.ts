import { mkdirSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderPicture } from "../../src/runtime/share-picture/render.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";

const FOLDER = "var/pictures";
const LETTER = "/letters/open-rivers";
const DESK = `/admin${LETTER}`;

const PUBLIC = {
  letter: LETTER,
  list: `${LETTER}/signatories`,
  privacy: `${LETTER}/privacy`,
  versions: `${LETTER}/versions`,
  version: `${LETTER}/versions/1`,
  inbox: `${LETTER}/check-your-inbox`,
  "lost-link": `${LETTER}/lost-link`,
  "lost-links": "/lost-link",
  "no-page": "/no-such-page",
  "sign-in": "/admin/sign-in",
};
const STAFF = {
  letters: "/admin",
  overview: DESK,
  queue: `${DESK}/queue`,
  held: `${DESK}/queue?state=held`,
  history: `${DESK}/history`,
  invalidations: `${DESK}/invalidations`,
  exports: `${DESK}/exports`,
  import: `${DESK}/import`,
  text: `${DESK}/edit`,
  reaffirm: `${DESK}/reaffirm`,
  settings: `${DESK}/settings`,
  reasons: `${DESK}/reasons`,
  "people-of-a-letter": `${DESK}/people`,
  "new-letter": "/admin/new-letter",
  people: "/admin/people",
  switches: "/admin/switches",
  account: "/admin/account",
};

let browser: Browser;
let site: Site;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await launchChromium();
  site = await openSite(browser);
});
afterAll(async () => {
  await site.stop();
  await browser.close();
});

const looks = [375, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

it.each(looks)(
  "every page at $width px, $scheme, says nothing in the console and fits",
  async (look) => {
    const found: string[] = [];
    for (const [isStaff, pages] of [
      [false, PUBLIC],
      [true, STAFF],
    ] as const) {
      const page = await site.open({ isStaff, ...look });
      page.on("console", (message) => {
        const isError = message.type() === "error" && !/status of 404/.test(message.text());
        if (isError) found.push(`${page.url()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message}`));
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(path);
        if (await scrollsSideways(page)) found.push(`${name} scrolls sideways`);
        const file = `${FOLDER}/${name}-${look.width}-${look.scheme}.png`;
        await page.screenshot({ path: file, fullPage: true });
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
  },
);

async function scrollsSideways(page: Page): Promise<boolean> {
  return await page.evaluate("document.documentElement.scrollWidth > innerWidth");
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
