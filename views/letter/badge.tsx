import type { Words } from "../page/words.ts";
import { totalOf } from "./byline.ts";

const HEIGHT = 28;
const FONT_SIZE = 13;
/** Whatever font a reader has, the text is fitted into so much a character, in pixels. */
const CHARACTER_WIDTH = 7;
const PADDING = 10;

/** How many signed, as a small picture for other sites. Its texts are of the product alone. */
export function Badge(props: {
  words: Words;
  counts: { organisations: number; individuals: number; anonymous: number };
}) {
  const { words, counts } = props;
  const label = words("share.badge-label");
  const count = words("share.signed", { count: totalOf(counts) });
  const [left, right] = [widthOf(label), widthOf(count)];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={left + right}
      height={HEIGHT}
      viewBox={`0 0 ${left + right} ${HEIGHT}`}
      role="img"
      aria-label={`${label}: ${count}`}
      direction={words.direction}
      font-family="system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"
      font-size={FONT_SIZE}
      text-anchor="middle"
    >
      <title>{`${label}: ${count}`}</title>
      <rect width={left + right} height={HEIGHT} rx="4" fill="#17604a" />
      <path
        d={`M4 0h${left - 4}v${HEIGHT}h-${left - 4}a4 4 0 0 1-4-4v-20a4 4 0 0 1 4-4z`}
        fill="#1d1c1a"
      />
      <Label text={label} middle={left / 2} />
      <Label text={count} middle={left + right / 2} isBold />
    </svg>
  );
}

function Label({ text, middle, isBold }: { text: string; middle: number; isBold?: true }) {
  return (
    <text
      x={middle}
      y="18.5"
      fill="#ffffff"
      textLength={[...text].length * CHARACTER_WIDTH}
      lengthAdjust="spacingAndGlyphs"
      {...(isBold && { "font-weight": "600" })}
    >
      {text}
    </text>
  );
}

function widthOf(text: string): number {
  return [...text].length * CHARACTER_WIDTH + 2 * PADDING;
}
