import { get } from "node:http";
import { paths } from "../../src/shared/pages/paths.ts";
import { type Measured, measured } from "./figure.ts";
import { openInstance } from "./instance.ts";
import { insertPublished } from "./letters/published.ts";

const SIGNATORIES = 40;
const PAGE_KB = 20;
const FONT_KB = 45;
const CAPTCHA_KB = 40;

/** What a first visit to a letter loads, in bytes as they go over the wire, and from whom. */
export async function measurePageWeight(): Promise<Measured[]> {
  const instance = await openInstance();
  try {
    await insertPublished(instance, SIGNATORIES);
    const { port } = await instance.startServer();
    const page = await load(port, paths.letter(instance.letter.slug));
    const own = `http://127.0.0.1:${port}`;
    const assets = [...new Set(page.text.match(/\/assets\/[\w.-]+/g) ?? [])];
    const weights = new Map<string, number>();
    for (const path of assets) weights.set(path, (await load(port, path)).bytes);
    const weigh = (pattern: RegExp) =>
      [...weights].reduce((sum, [path, bytes]) => sum + (pattern.test(path) ? bytes : 0), 0);
    // A signatory's website is a link, which loads nothing.
    const withoutLinks = page.text.replace(/<a [^>]*>/g, "").replaceAll(own, "");
    const others = new Set(withoutLinks.match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/gi) ?? []);
    const weight = (name: string, bytes: number, limit: number) =>
      measured(name, { figure: bytes / 1_000, unit: "kB", limit }, { of: "ratio", atMost: 1 });
    return [
      weight("page-weight", page.bytes + weigh(/\/(?:public|sign-form)-/), PAGE_KB),
      weight("page-weight-font", weigh(/\.woff2$/), FONT_KB),
      weight("page-weight-captcha", weigh(/\/altcha/), CAPTCHA_KB),
      measured(
        "page-weight-others",
        { figure: others.size, unit: "other hosts", limit: 0 },
        { of: "figure", atMost: 0 },
      ),
    ];
  } finally {
    await instance.close();
  }
}

type Loaded = { bytes: number; text: string };

/** Loads as a browser does, and counts the bytes before they are unpacked. */
async function load(port: number, path: string): Promise<Loaded> {
  const bytes = (await fetchRaw(port, path, "gzip, deflate, br, zstd")).length;
  return { bytes, text: (await fetchRaw(port, path, "identity")).toString() };
}

async function fetchRaw(port: number, path: string, encodings: string): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    get({ port, path, headers: { "Accept-Encoding": encodings } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}.`));
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () => resolve(Buffer.concat(pieces)));
    }).on("error", reject);
  });
}
