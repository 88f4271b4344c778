import { readFileSync } from "node:fs";
import { Renderer } from "@takumi-rs/core";
import { renderPicture } from "../../src/runtime/share-picture/render.ts";
import { englishWords } from "../../views/page/words.ts";

const ICON = "views/page/icon.svg";
/** In pixels. Source: https://developer.apple.com, “Configuring Web Applications”. */
const TOUCH_ICON = 180;
const FAVICON = 48;

/** The pictures of the site itself: its icons, and what is shared of its front page. */
export async function makePictures() {
  const words = englishWords;
  const share = await renderPicture({
    title: words("site.open-letters"),
    language: "en",
    publisher: words("site.about-letters"),
    signed: null,
  });
  if (share === null) throw new Error("The fonts lack letters of the front page's own picture.");
  return {
    favicon: await icon(FAVICON, "ico"),
    "touch-icon.png": await icon(TOUCH_ICON, "png"),
    "share.png": share,
  };
}

/** The icon at a size; a touch icon fills its square, as a phone rounds it by itself. */
async function icon(size: number, format: "ico" | "png"): Promise<Uint8Array> {
  const drawn = readFileSync(ICON, "utf8");
  const svg = format === "ico" ? drawn : drawn.replace(' rx="6"', "");
  const src = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  const node = { type: "image", src, width: size, height: size } as const;
  return await new Renderer().render(node, { width: size, height: size, format });
}
