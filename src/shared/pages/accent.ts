/** A colour as hex without a sign, such as "17604a". */
export type Colour = string;

/** One colour in both themes: what can be pressed, and text that leads somewhere. */
export type Accent = { light: Colour; dark: Colour };

type Theme = keyof Accent;

/** What text in the accent stands on, as `views/page/tokens.css` has it: --paper first. */
export const GROUNDS: Readonly<Record<Theme, readonly [Colour, ...Colour[]]>> = {
  light: ["fbfaf6", "ffffff", "f4f2ec"],
  dark: ["161715", "1f211e", "272925"],
};

/** Source: WCAG 2.2, 1.4.3 Contrast (Minimum). */
export const CONTRAST_MIN = 4.5;

/** Reads “#17604A”, “17604a” or “#abc”; null if it is no colour. */
export function parseColour(text: string): Colour | null {
  const [, hex = ""] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim()) ?? [];
  if (hex === "") return null;
  const long = hex.length === 6 ? hex : hex.replace(/./g, "$&$&");
  return long.toLowerCase();
}

/** The least contrast that a colour has on what it stands on in a theme, from 1 to 21. */
export function leastContrast(colour: Colour, theme: Theme): number {
  return Math.min(...GROUNDS[theme].map((ground) => contrastBetween(colour, ground)));
}

/**
 * The nearest colour that can be read in a theme: itself, or mixed with as little black or, on a
 * dark page, white as it takes.
 */
export function readableColour(colour: Colour, theme: Theme): Colour {
  const end = theme === "light" ? 0 : 255;
  const steps = 100;
  for (let step = 0; step < steps; step += 1) {
    const mixed = toHex(channelsOf(colour).map((one) => one + ((end - one) * step) / steps));
    if (leastContrast(mixed, theme) >= CONTRAST_MIN) return mixed;
  }
  return theme === "light" ? "000000" : "ffffff";
}

/** A publisher's colour as it is shown in each theme. */
export function accentOf(colour: Colour): Accent {
  return { light: readableColour(colour, "light"), dark: readableColour(colour, "dark") };
}

/** Where the style sheet of a colour applies: to a whole page, or to the preview in a form. */
export const ACCENT_PLACES = {
  page: ":root, [data-theme]",
  preview: ".look-preview, .look-preview [data-theme]",
} as const;

/** The style sheet that puts a colour in the place of the product's own. */
export function accentSheet({ light, dark }: Accent, place: keyof typeof ACCENT_PLACES): string {
  return `${ACCENT_PLACES[place]} {
  --accent: var(--light, #${light}) var(--dark, #${dark});
  --accent-ink: var(--light, #${inkOn(light)}) var(--dark, #${inkOn(dark)});
  --accent-hover: color-mix(in srgb, var(--accent) 86%, var(--ink));
  --accent-soft: color-mix(in srgb, var(--accent) 11%, var(--sheet));
}
`;
}

/** White or almost black, whichever is easier to read on a colour. */
function inkOn(colour: Colour): Colour {
  const [white, black] = ["ffffff", GROUNDS.dark[0]];
  return contrastBetween(white, colour) >= contrastBetween(black, colour) ? white : black;
}

/** Source: WCAG 2.2, contrast ratio. */
function contrastBetween(one: Colour, other: Colour): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Source: WCAG 2.2, relative luminance. */
function luminanceOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: Colour): number[] {
  return [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function toHex(channels: readonly number[]): Colour {
  return channels.map((one) => Math.round(one).toString(16).padStart(2, "0")).join("");
}
