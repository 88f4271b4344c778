/** How many characters of the hash stand in a name: 160 bits. */
const HASH_LENGTH = 40;

/** The name of an image as a route and a column hold it. */
export const IMAGE_NAME = `[0-9a-f]{${HASH_LENGTH}}-[0-9]{1,5}x[0-9]{1,5}\\.(?:webp|png)`;

const PARTS = new RegExp(`^[0-9a-f]{${HASH_LENGTH}}-(\\d+)x(\\d+)\\.(webp|png)$`);

export type ImageType = "webp" | "png";

/** An image on a page: its size is known before it is loaded, so nothing shifts. */
export type ShownImage = { name: string; width: number; height: number };

/** The name of an image: other bytes have another one, so what it names never changes. */
export function imageName(
  hash: string,
  { width, height, type }: { width: number; height: number; type: ImageType },
): string {
  return `${hash.slice(0, HASH_LENGTH)}-${width}x${height}.${type}`;
}

/** An image by the name in a column; null if the column has none. */
export function shownImage(name: string | null): ShownImage | null {
  const [, width, height] = PARTS.exec(name ?? "") ?? [];
  if (name === null || width === undefined || height === undefined) return null;
  return { name, width: Number(width), height: Number(height) };
}

export function imageType(name: string): string {
  return name.endsWith(".png") ? "image/png" : "image/webp";
}
