import anyAscii from "any-ascii";

/** The longest name made from a title: short enough to say on the telephone. */
const SLUG_LENGTH_GIVEN = 50;

/**
 * The name for an address that a title makes, in the letters a to z: “Straße” is strasse, 河 is he.
 * Empty if no character of it fits an address.
 */
export function slugOf(title: string): string {
  const words = anyAscii(title.normalize("NFC").replace(/['\u2018\u2019]/g, ""))
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let slug = "";
  for (const word of words ?? []) {
    const longer = slug === "" ? word.slice(0, SLUG_LENGTH_GIVEN) : `${slug}-${word}`;
    if (longer.length > SLUG_LENGTH_GIVEN) break;
    slug = longer;
  }
  return slug;
}
