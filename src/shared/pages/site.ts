import type { Polled } from "../polled.ts";
import type { Colour } from "./accent.ts";

export type FooterLink = { text: string; url: string };

/** Whose site it is, and how its public pages look. Images are given by their names. */
export type Site = {
  /** One more each time that it is saved; 0 before that. */
  revision: number;
  name: string | null;
  colour: Colour | null;
  logo: string | null;
  /** The icon of a browser's tab, and of a phone's screen. */
  icon: string | null;
  touchIcon: string | null;
  /** Whether the icons were uploaded, and not made from the logo. */
  hasOwnIcon: boolean;
  imprint: FooterLink | null;
  privacy: FooterLink | null;
  /** The page about the site, in Markdown. */
  about: string | null;
};

/** A site of which nobody has said anything yet. */
export const PLAIN_SITE: Site = {
  revision: 0,
  name: null,
  colour: null,
  logo: null,
  icon: null,
  touchIcon: null,
  hasOwnIcon: false,
  imprint: null,
  privacy: null,
  about: null,
};

/** What a process knows of its site. */
export type SiteBoard = Pick<Polled<Site>, "read" | "doubt">;
