import type { ImageType } from "./image-name.ts";

/** What an uploaded image is made into: its largest size in pixels and in bytes. */
export const IMAGE_USES = {
  // Shown up to 40 pixels high, on screens with up to three pixels for each.
  logo: { width: 720, height: 120, bytesMax: 16 * 1024, type: "webp" },
  header: { width: 1520, height: 1000, bytesMax: 120 * 1024, type: "webp" },
  "header-small": { width: 760, height: 500, bytesMax: 48 * 1024, type: "webp" },
  icon: { width: 64, height: 64, bytesMax: 8 * 1024, type: "png" },
  "touch-icon": { width: 180, height: 180, bytesMax: 24 * 1024, type: "png" },
} as const satisfies Record<
  string,
  { width: number; height: number; bytesMax: number; type: ImageType }
>;

export type ImageUse = keyof typeof IMAGE_USES;

/** Why an upload is refused. Each has its own sentence in the catalogues. */
export type ImageProblem = "large" | "svg" | "type" | "broken" | "dimensions" | "small";

/** An image as it is kept: without anything that was in the upload besides the picture. */
export type MadeImage = { name: string; bytes: Uint8Array };

export type MadeImages<Use extends ImageUse> =
  | { ok: true; images: (use: Use) => MadeImage }
  | { ok: false; problem: ImageProblem };

/**
 * Makes images out of an upload, one for each use. Whatever the upload claims to be, it is looked
 * into; nothing of its bytes is kept, and of an animation the first picture.
 */
export type ImageMaker = <Use extends ImageUse>(
  upload: Uint8Array,
  uses: readonly Use[],
) => Promise<MadeImages<Use>>;
