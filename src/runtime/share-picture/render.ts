import { readFile } from "node:fs/promises";
import type { Renderer } from "@takumi-rs/core";
import { SHARE_PICTURE_SIZE, type SharePicture } from "../../shared/pages/share-picture.ts";
import { knownLocale } from "../../shared/text/known-locale.ts";
import { LETTER_SERIF, type Slice, slicesFor } from "./fonts.ts";
import { pictureNode, TITLE_ROOM, TITLE_SIZES, titleNode } from "./picture.ts";

/** Slices of fonts that stay in memory, some 100 kB each. */
const SLICES_MAX = 60;
const SERIF = "Letter Serif";

/** Fonts that were read, and what draws with them. */
type Studio = { renderer: Renderer; read: Map<string, Promise<unknown>> };

let studio: Studio | null = null;

/**
 * Draws a picture as PNG, in threads of its own that nobody waits for. Null if no font has a letter
 * that stands in it.
 */
export async function renderPicture(
  picture: SharePicture,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [title, publisher] = [slicesFor(picture.title), slicesFor(picture.publisher)];
  const signed = picture.signed === null ? null : slicesFor(picture.signed);
  if (title === null || publisher === null) return null;
  const drawn = {
    ...picture,
    title: title.text,
    publisher: publisher.text,
    signed: signed?.text ?? null,
  };
  const slices = [...title.slices, ...publisher.slices, ...(signed?.slices ?? [])];
  const renderer = await rendererWith(slices);
  const options = {
    fontFamilies: [SERIF, ...new Set(slices.map(({ family }) => family))],
    lang: knownLocale(picture.language).baseName,
  };
  const fontSize = await largestSize(async (size) => {
    const { width } = TITLE_ROOM;
    const { height } = await renderer.measure(titleNode(drawn, size), { ...options, width });
    return height <= TITLE_ROOM.height;
  });
  const node = pictureNode(drawn, fontSize);
  return await renderer.render(node, { ...options, ...SHARE_PICTURE_SIZE, format: "png" });
}

/** The largest size of a title that has room: the sizes in the middle are tried first. */
async function largestSize(hasRoom: (size: number) => Promise<boolean>): Promise<number> {
  let [from, to] = [0, TITLE_SIZES.length - 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (await hasRoom(TITLE_SIZES[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return TITLE_SIZES[from] ?? 0;
}

/** What draws, with these slices of fonts read; loaded once there is something to draw. */
async function rendererWith(slices: readonly Slice[]): Promise<Renderer> {
  if (studio === null || studio.read.size > SLICES_MAX) {
    const { Renderer } = await import("@takumi-rs/core");
    studio = { renderer: new Renderer(), read: new Map() };
  }
  const { renderer, read } = studio;
  const readOnce = (name: string, path: string, unicodeRange?: [number, number][]) => {
    const reading =
      read.get(path) ??
      readFile(path).then((data) =>
        renderer.registerFont({ name, data, ...(unicodeRange && { unicodeRange }) }),
      );
    read.set(path, reading);
    return reading;
  };
  await readOnce(SERIF, LETTER_SERIF);
  await Promise.all(slices.map(({ family, path, ranges }) => readOnce(family, path, ranges)));
  return renderer;
}
