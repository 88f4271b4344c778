import type { Context } from "hono";
import type { SwitchBoard } from "./accounts/switch-board.ts";
import type { Captcha } from "./captcha/captcha.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db/db.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { Clock } from "./shared/clock.ts";
import type { EqualTime } from "./shared/equal-time.ts";
import type { FloodGate } from "./shared/flood-gate.ts";
import type { Keys } from "./shared/keys/keys.ts";
import type { Dropped } from "./shared/markdown/dropped.ts";
import type { Metrics } from "./shared/metrics.ts";
import type { AssetName } from "./shared/pages/asset-name.ts";
import type { ImageMaker } from "./shared/pages/image-maker.ts";
import type { PageMemory } from "./shared/pages/page-memory.ts";
import type { SharePicture } from "./shared/pages/share-picture.ts";
import type { SiteBoard } from "./shared/pages/site.ts";

/** All that differs between the places that the app runs in. Only `runtime` and tests make one. */
export type Deps = Readonly<{
  config: Config;
  db: Db;
  keys: Keys;
  captcha: Captcha;
  mailer: Mailer;
  clock: Clock;
  log: Log;
  /** Whether the database answers and has every migration, and whether it can be written to. */
  health: () => Promise<{ reads: boolean; writes: boolean }>;
  /** Lets work go on after the answer was sent; a stop waits for it. */
  defer: (work: Promise<unknown>) => void;
  /** Hides how long work took, if that would tell whether an address has signed. */
  equalTime: EqualTime;
  /** Turns away a client that sends hundreds of forms a minute, as far as this place can count. */
  floodGate: FloodGate;
  /** The same for a client that asks for challenges, each of which takes a processor a while. */
  challengeGate: FloodGate;
  /** What is switched off for all processes, as far as this one knows. */
  switches: SwitchBoard;
  /** Whose site it is, and how its public pages look, as far as this process knows. */
  site: SiteBoard;
  /** The public pages that were rendered here, each kept until its letter changes. */
  pages: PageMemory;
  /**
   * The text of a letter, in Markdown and of this language, as safe HTML; how it begins, without
   * markup; and what it lacks.
   */
  letterTexts: (
    markdown: string,
    language: string,
  ) => Promise<{ html: string; opening: string; dropped: readonly Dropped[] }>;
  /**
   * The picture of a letter as PNG; null if this place draws none, or no font has its letters. Made
   * at most once a second for a letter.
   */
  sharePicture: (slug: string, picture: SharePicture) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Makes images out of uploads; null if this place cannot. */
  makeImages: ImageMaker | null;
  /** What this process counts of what it does; null if nobody may read it. */
  metrics: Metrics | null;
  /** The address of the client, behind whatever proxies are trusted. */
  clientAddress: (context: Context) => string;
  /** The public path of a built asset, such as `public.css`. */
  asset: (name: AssetName) => string;
  /** The mail written to a folder instead of being sent; null if mail really leaves. */
  mailFolder: MailFolder | null;
}>;

/** Events with fields, named `signature.verified`; ids yes, addresses, names and tokens never. */
export type Log = Readonly<{
  info: (event: string, fields?: Record<string, LogValue>) => void;
  warn: (event: string, fields?: Record<string, LogValue>) => void;
  error: (event: string, fields?: Record<string, LogValue>) => void;
}>;

type LogValue = string | number | boolean | null;

/** Mail kept in a folder, newest first. */
export type MailFolder = Readonly<{
  list: () => Promise<FolderMail[]>;
  read: (id: string) => Promise<FolderMail | null>;
}>;

export type FolderMail = Readonly<{
  id: string;
  at: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}>;
