import type { ContainerNode, Node, TextNode } from "@takumi-rs/core";
import { directionOf } from "../../../views/page/language.ts";
import { SHARE_PICTURE_SIZE, type SharePicture } from "../../shared/pages/share-picture.ts";
import { segmenterFor } from "../../shared/text/segmenter.ts";

// The colours of the public pages on paper.
const PAPER = "#fbfaf6";
const INK = "#1d1c1a";
const GREY = "#5c584f";
const LINE = "#dcd7ca";
const ACCENT = "#17604a";

const MARGIN = 88;
/** The room that a title has, in pixels. */
export const TITLE_ROOM = { width: SHARE_PICTURE_SIZE.width - 2 * MARGIN, height: 348 };
/** Sizes of a title, in pixels: the largest that has room is taken. */
export const TITLE_SIZES = [104, 92, 80, 70, 62, 54, 48, 42, 37, 33, 29, 25, 22];

/** The title of a letter, balanced: its lines are about equally long. */
export function titleNode({ title, language }: SharePicture, fontSize: number): TextNode {
  return {
    type: "text",
    text: withBreaks(title, language),
    style: {
      display: "block",
      fontSize,
      fontWeight: 600,
      lineHeight: TALL.test(title) ? 1.4 : 1.18,
      textWrap: "balance",
      wordBreak: SPACELESS.test(title) ? "keep-all" : "normal",
      overflowWrap: "anywhere",
      direction: directionOf(language),
      textAlign: "start",
    },
  };
}

/** Scripts that write words without a space between them. */
const SPACELESS = /[\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u;
const ZERO_WIDTH_SPACE = "\u200B";

/** A text whose lines end between words, in a script without spaces too. */
function withBreaks(text: string, language: string): string {
  if (!SPACELESS.test(text)) return text;
  const words = Array.from(segmenterFor(language, "word").segment(text), ({ segment }) => segment);
  return words.map((word) => (SPACELESS.test(word) ? ZERO_WIDTH_SPACE + word : word)).join("");
}

/** Scripts whose letters reach far above and below the line. */
const TALL = /[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Taml}\p{sc=Thai}\p{sc=Hani}\p{sc=Hang}]/u;

/** The whole picture: the title under an accent; below a line its publisher and how many signed. */
export function pictureNode(picture: SharePicture, fontSize: number): Node {
  const { publisher, signed, language } = picture;
  const foot: TextNode[] = [
    {
      type: "text",
      text: publisher,
      style: { display: "block", fontSize: publisher.length > 60 ? 25 : 31, lineClamp: 2 },
    },
  ];
  if (signed !== null)
    foot.push({
      type: "text",
      text: signed,
      style: { display: "block", fontWeight: 600, color: ACCENT, flexShrink: 0 },
    });
  return {
    type: "container",
    style: {
      ...SHARE_PICTURE_SIZE,
      display: "flex",
      flexDirection: "column",
      padding: `72px ${MARGIN}px 56px`,
      backgroundColor: PAPER,
      color: INK,
      direction: directionOf(language),
    },
    children: [
      { type: "container", style: { width: 112, height: 7, backgroundColor: ACCENT } },
      {
        type: "container",
        style: { display: "flex", flexDirection: "column", flexGrow: 1, paddingTop: 34 },
        children: [titleNode(picture, fontSize)],
      },
      footNode(foot),
    ],
  };
}

function footNode(children: TextNode[]): ContainerNode {
  return {
    type: "container",
    style: {
      display: "flex",
      justifyContent: "space-between",
      alignItems: "flex-start",
      gap: 48,
      paddingTop: 24,
      borderTop: `2px solid ${LINE}`,
      color: GREY,
      fontSize: 31,
      lineHeight: 1.3,
    },
    children,
  };
}
