import { readdirSync } from "node:fs";
import sharp from "sharp";

/** How many pictures stand side by side on a sheet, by their width, and how wide each is there. */
const SHEETS: Readonly<Record<string, { columns: number; width: number }>> = {
  375: { columns: 6, width: 300 },
  1280: { columns: 3, width: 640 },
  1920: { columns: 2, width: 960 },
};
const HEIGHT_MAX = 1_100;
const GAP = 12;

/** Puts the pictures of a folder on sheets, by size and scheme, to be looked at together. */
export async function contactSheets(folder: string): Promise<void> {
  for (const [size, { columns, width }] of Object.entries(SHEETS)) {
    for (const scheme of ["light", "dark"]) {
      const files = readdirSync(folder).filter((name) => name.endsWith(`_${size}_${scheme}.png`));
      for (let first = 0; first < files.length; first += columns) {
        const parts = await Promise.all(
          files.slice(first, first + columns).map(async (file, index) => ({
            input: await shrink(`${folder}/${file}`, width),
            left: index * (width + GAP),
            top: 0,
          })),
        );
        const background = "#808080";
        await sharp({
          create: { width: columns * (width + GAP), height: HEIGHT_MAX, channels: 3, background },
        })
          .composite(parts)
          .png()
          .toFile(`${folder}/sheets/${size}-${scheme}-${String(first).padStart(3, "0")}.png`);
      }
    }
  }
}

async function shrink(file: string, width: number): Promise<Buffer> {
  const { data, info } = await sharp(file).resize({ width }).toBuffer({ resolveWithObject: true });
  const height = Math.min(info.height, HEIGHT_MAX);
  return await sharp(data).extract({ left: 0, top: 0, width, height }).png().toBuffer();
}
