import { buildEntry, buildLetter, letterFile } from "../../../prisma/builders.ts";
import { saveLetter } from "../../../src/letters/edit.ts";
import { findLetter } from "../../../src/letters/store.ts";
import { openDatabase } from "../../../src/runtime/database.ts";
import { systemClock } from "../../../src/shared/clock.ts";
import { deriveKeys } from "../../../src/shared/keys/keys.ts";
import { addMassActs } from "../browser/mass-acts.ts";
import type { Site } from "../browser/site.ts";
import { logoPng, photoJpeg } from "../uploads.ts";
import { SECRET_KEY } from "../world.ts";

const SLUG = "open-rivers";
/** The addresses of letters beside the demo's, by what is particular about them. */
export const LETTERS = {
  arabic: "rivers-in-arabic",
  closed: "rivers-of-2024",
  draft: "a-draft",
} as const;

const GIVEN = ["Amara", "Björn", "Chidi", "Delphine", "Emre", "Farah", "Giulia", "Hiroko"];
const FAMILY = [
  ..."Abadi Bergström Castellanos Dlamini Eriksen Fofanah Grünwald Haddad Ibarra".split(" "),
  ..."Jovanović Kowalczyk Lindqvist Mbeki Nakamura O’Sullivan Petrova Quispe".split(" "),
  ..."Rahman Szabó Tremblay Usmanov Vermeulen Wójcik Yıldız Žukauskas".split(" "),
];
const WORK = ["Hydrologist", "Retired teacher", "Mayor of a river town", "Angler", null];

/** Fills the pages of a site: a long list, a queue, letters of every state. Gives an entry. */
export async function fillSite({ server }: Site): Promise<{ entry: string }> {
  const { db, close } = await openDatabase(`file:${server.folder}/var/undersigned.db`);
  const deps = { db, keys: await deriveKeys(SECRET_KEY), clock: systemClock };
  const letter = await findLetter(db, SLUG);
  if (letter === null) throw new Error("The demo letter is missing.");
  let count = 0;
  for (const family of FAMILY) {
    for (const given of GIVEN) {
      count += 1;
      const title = WORK[count % WORK.length] ?? null;
      const country = ["DE", "PL", "KE", "BR", "TR"][count % 5] ?? "ZZ";
      const name = `${given} ${family}`;
      const sortName = `${family}, ${given}`;
      const email = `${given}.${count}@example.org`;
      const entry = { name, sortName, title, country, email, hoursAgo: (count % 29) * 24 };
      await buildEntry(deps, letter, {
        ...entry,
        state: count % 9 === 0 ? "pending" : "published",
      });
    }
  }
  const pending = await db.signature.findFirstOrThrow({
    where: { letterId: letter.id, state: "pending" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const arabic = await buildLetter(deps, {
    slug: LETTERS.arabic,
    language: "ar",
    title: "رسالة مفتوحة إلى الأمم المتحدة: دعوا الأنهار تجري بحرية",
    publishedBy: "شبكة الأنهار والناس",
    body: "نطلب أنهارًا نظيفة.\n\n1. قيسوها كل يوم.\n2. أصلحوا ما تلف منها.",
    closing: "مع الاحترام،",
    summary: "ندعو إلى أنهار تجري من منبعها إلى البحر.",
  });
  await buildEntry(deps, arabic, { name: "فاطمة الزهراء", title: "عالمة مياه", country: "MA" });
  const closed = await buildLetter(deps, {
    slug: LETTERS.closed,
    state: "closed",
    title: "A letter of 2024: measure every river",
    summary: "What was asked of the ministers in 2024, and who asked it.",
  });
  await buildEntry(deps, closed, { name: "Ada Lindqvist" });
  await saveLetter(
    deps,
    letterFile({ slug: LETTERS.draft, state: "draft", title: "Save the weir" }),
  );
  await close();
  await addMassActs(server);
  return { entry: pending.id };
}

/** Gives a site and its demo letter a name, a logo, a colour, a header image and links. */
export async function dress(site: Site, { colour }: { colour: string }): Promise<void> {
  const page = await site.open({ isStaff: true, width: 1280 });
  const image = (name: string, bytes: Uint8Array) => ({
    name,
    mimeType: "image/png",
    buffer: Buffer.from(bytes),
  });
  await page.goto("/admin/site");
  await page.locator("[name=name]").fill("River Watch");
  await page.locator("[name=logo]").setInputFiles(image("logo.png", await logoPng()));
  await page.locator("[name=colour]").first().fill(colour);
  await page.locator("[name=imprintText]").fill("Imprint");
  await page.locator("[name=imprintUrl]").fill("https://example.org/imprint");
  await page.locator("[name=privacyText]").fill("Privacy");
  await page.locator("[name=privacyUrl]").fill("https://example.org/privacy");
  const about =
    "River Watch has measured rivers since 1987.\n\n## Who we are\n\n- 40 people\n- 12 rivers";
  await page.locator("[name=about]").fill(about);
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForLoadState();
  await page.goto(`/admin/letters/${SLUG}/look`);
  const wide = await logoPng({ isWide: true });
  await page.locator("[name=logo]").setInputFiles(image("logo.png", wide));
  await page.locator("[name=header]").setInputFiles(image("photo.jpg", await photoJpeg()));
  await page.locator("[name=headerAlt]").fill("A river between hills at dusk");
  await page.locator("[name=publisherUrl]").fill("https://example.org");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForLoadState();
  await page.context().close();
}
