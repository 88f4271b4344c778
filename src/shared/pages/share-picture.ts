/** In pixels: what networks show whole, https://ogp.me. */
export const SHARE_PICTURE_SIZE = { width: 1200, height: 630 } as const;

/** What the picture of a letter shows, which networks put beside a link to it. */
export type SharePicture = {
  title: string;
  /** Of the title, as a BCP 47 tag. */
  language: string;
  publisher: string;
  /** How many signed, rounded; null if they are few. */
  signed: string | null;
};
