import type { Frame } from "../page/frame.ts";
import type { Preview } from "../page/preview.tsx";
import type { SignFormProps } from "../signing/fields.tsx";
import type { ListedEntry } from "./entries.tsx";
import type { FiguresProps } from "./figures.tsx";
import type { NamedLetter } from "./letter-line.tsx";
import type { LetterLook } from "./look.tsx";
import type { SignedText } from "./texts.ts";

export type LetterPageProps = {
  frame: Frame;
  letter: LetterView;
  /** The text as safe HTML. */
  textHtml: string;
  /** The version that is shown. */
  version: { version: number; since: Date; hasOthers: boolean };
  /** The texts before it that somebody signed, latest first. */
  earlierTexts: readonly SignedText[];
  organisations: readonly ListedEntry[];
  individuals: readonly ListedEntry[];
  /** Whether the list says how organisations were verified. */
  showsVerification: boolean;
  hasMore: boolean;
  /** Whether the letter is open, but takes no forms for now. */
  isPaused: boolean;
  /** Null if the letter takes no signatures. */
  form: SignFormProps | null;
  /** What has become of its signatures; null if the letter does not tell. */
  figures: FiguresProps | null;
  /** Null for a page that only staff see. */
  preview: Preview | null;
  /** Says that nobody but staff sees the page: what is signed there is a test. */
  draftNotice?: string;
};

export type LetterView = NamedLetter &
  LetterLook & {
    publishedOn: Date | null;
    author: string | null;
    summary: string | null;
    tags: readonly string[];
    closing: string;
    closesAt: Date | null;
    timeZone: string;
    noindex: boolean;
    affiliationsNote: boolean;
    updatedAt: Date;
    counts: { organisations: number; individuals: number; anonymous: number };
  };

/** The language and direction of what the page itself says within a letter. */
export type Spoken = { lang: string; dir: "ltr" | "rtl" };
