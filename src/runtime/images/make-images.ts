import sharp, { type Sharp } from "sharp";
import { sha256Hex } from "../../shared/keys/hash.ts";
import {
  IMAGE_USES,
  type ImageProblem,
  type ImageUse,
  type MadeImage,
  type MadeImages,
} from "../../shared/pages/image-maker.ts";
import { imageName } from "../../shared/pages/image-name.ts";
import { unreachable } from "../../shared/unreachable.ts";

/** The largest side of an upload, in pixels, and its largest area: unpacked, 4 bytes for each. */
const SIDE_MAX = 8_000;
const AREA_MAX = 40_000_000;
/** A header image is as wide as the text, on most screens with two pixels for each. */
const HEADER_WIDTH_MIN = 600;
/** How long one step may take: a camera's picture takes half a second on an idle machine. */
const SECONDS_MAX = 30;

// Nothing of an upload stays in memory, and one takes one processor.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Makes images out of an upload with libvips, each within its size in pixels and bytes.
 *
 * Source: https://sharp.pixelplumbing.com
 */
export async function makeImages<Use extends ImageUse>(
  upload: Uint8Array,
  uses: readonly Use[],
): Promise<MadeImages<Use>> {
  const type = typeOf(upload);
  if (type === "svg" || type === null) return { ok: false, problem: type ?? "type" };
  try {
    const problem = await problemOf(upload, type, uses);
    if (problem !== null) return { ok: false, problem };
    return { ok: true, images: await makeAll(upload, uses) };
  } catch (error) {
    // Whatever libvips says of an upload, somebody else made that.
    if (error instanceof Error) return { ok: false, problem: "broken" };
    throw error;
  }
}

async function makeAll<Use extends ImageUse>(upload: Uint8Array, uses: readonly Use[]) {
  const made = new Map<Use, MadeImage>();
  for (const use of uses) made.set(use, await makeImage(upload, use));
  return (use: Use) => {
    const image = made.get(use);
    if (image === undefined) throw new Error(`Nobody asked for a ${use}.`);
    return image;
  };
}

type UploadType = "png" | "jpeg" | "webp";

/** What an upload begins with says what it is, not its name: only three types are ever decoded. */
function typeOf(upload: Uint8Array): UploadType | "svg" | null {
  const head = String.fromCharCode(...upload.subarray(0, 512));
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (/^RIFF.{4}WEBP/s.test(head)) return "webp";
  return /<svg|<!DOCTYPE svg|^(?:\xef\xbb\xbf)?\s*<\?xml/i.test(head) ? "svg" : null;
}

/** Opens an upload. Of an animation, the first picture; of metadata, where its top is. */
function open(upload: Uint8Array): Sharp {
  return sharp(upload, { failOn: "error", limitInputPixels: AREA_MAX, pages: 1 })
    .timeout({ seconds: SECONDS_MAX })
    .autoOrient();
}

/** What the head of an upload says against it: nothing is unpacked for that. */
async function problemOf(
  upload: Uint8Array,
  type: UploadType,
  uses: readonly ImageUse[],
): Promise<ImageProblem | null> {
  // Without the limit, which would take it for broken.
  const { format, autoOrient } = await sharp(upload, { limitInputPixels: false }).metadata();
  const { width, height } = autoOrient;
  if (format !== type) return "broken";
  if (width > SIDE_MAX || height > SIDE_MAX || width * height > AREA_MAX) return "dimensions";
  return uses.includes("header") && width < HEADER_WIDTH_MIN ? "small" : null;
}

async function makeImage(upload: Uint8Array, use: ImageUse): Promise<MadeImage> {
  const { bytesMax, type, width, height } = IMAGE_USES[use];
  // Each is smaller than the one before; a picture of noise takes the last ones.
  for (const scale of [1, 0.7, 0.5, 0.3, 0.2]) {
    const room = { width: Math.round(width * scale), height: Math.round(height * scale) };
    const sized = sizedFor(upload, use, room).toColourspace("srgb").raw();
    const { data, info } = await sized.toBuffer({ resolveWithObject: true });
    for (const quality of QUALITIES[use]) {
      const bytes = new Uint8Array(await encode(sharp(data, { raw: info }), type, quality));
      if (bytes.length > bytesMax) continue;
      return { name: imageName(sha256Hex(bytes), { ...info, type }), bytes };
    }
  }
  throw new Error("An image does not fit into its bytes at any size.");
}

/** From the best to what is just good enough. What is drawn is tried without loss: 100. */
const QUALITIES: Record<ImageUse, readonly number[]> = {
  logo: [100, 85, 70, 50],
  header: [80, 65, 50],
  "header-small": [80, 65, 50],
  icon: [100, 80, 50],
  "touch-icon": [100, 80, 50],
};

function sizedFor(upload: Uint8Array, use: ImageUse, room: { width: number; height: number }) {
  switch (use) {
    case "logo":
    case "header":
    case "header-small":
      return open(upload).resize({ ...room, fit: "inside", withoutEnlargement: true });
    case "icon":
      return open(upload).resize({ ...room, fit: "contain", background: CLEAR });
    case "touch-icon": {
      // A phone shows no transparent icon, and rounds its corners.
      const margin = Math.round(room.width / 10);
      return open(upload)
        .resize({
          width: room.width - 2 * margin,
          height: room.height - 2 * margin,
          fit: "contain",
          background: PAPER,
        })
        .flatten({ background: PAPER })
        .extend({ top: margin, bottom: margin, left: margin, right: margin, background: PAPER });
    }
    default:
      return unreachable(use);
  }
}

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
const PAPER = "#fbfaf6";

function encode(image: Sharp, type: "webp" | "png", quality: number): Promise<Buffer> {
  const lossless = quality === 100;
  return type === "png"
    ? image.png({ compressionLevel: 9, palette: !lossless, quality }).toBuffer()
    : image.webp({ quality, alphaQuality: quality, lossless }).toBuffer();
}
