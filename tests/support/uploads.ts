import sharp from "sharp";
import type { browserIn } from "./world.ts";

type Browser = Pick<ReturnType<typeof browserIn>, "send">;

/** A logo as an organisation has one: a mark, with its name beside it if it is wide. */
export async function logoPng({ isWide = false } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const font = 'font-size="100" font-family="serif" fill="#20324a"';
  const name = `<text x="230" y="135" ${font}>River Watch</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${isWide ? 840 : 200}" height="200">
    <circle cx="100" cy="100" r="96" fill="#1d4f91"/>
    <g stroke="#fff" stroke-width="14" fill="none">
      <path d="M20 90q40-40 80 0t80 0"/><path d="M20 130q40-40 80 0t80 0"/></g>
    ${isWide ? name : ""}</svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}

/** A photograph of a kind: a landscape with a place and a camera in its metadata. */
export async function photoJpeg(width = 2400, height = 1200): Promise<Uint8Array<ArrayBuffer>> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="s" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#86b5d9"/>
    <stop offset="1" stop-color="#f5e3c8"/></linearGradient></defs>
    <rect width="100%" height="60%" fill="url(#s)"/><rect y="60%" width="100%" height="40%" fill="#3f7d6b"/>
    <ellipse cx="50%" cy="80%" rx="45%" ry="12%" fill="#5e9fc7"/></svg>`;
  const exif = { IFD0: { Make: "Canary Camera", Copyright: "canary-person" } };
  return new Uint8Array(await sharp(Buffer.from(svg)).withExif(exif).jpeg().toBuffer());
}

/** Sends a form as a browser does that has files in it. */
export async function postForm(
  browser: Browser,
  path: string,
  fields: Readonly<Record<string, string>>,
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {},
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const [name, bytes] of Object.entries(files)) body.append(name, new File([bytes], "a.png"));
  return await browser.send(path, { method: "POST", body });
}

/** The state that a form was made from, as its page has it. */
export async function seenIn(browser: { get: (path: string) => Promise<Response> }, path: string) {
  const page = await (await browser.get(path)).text();
  return page.match(/name="seen" value="([0-9a-f]+)"/)?.[1] ?? "";
}
