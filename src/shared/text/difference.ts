/** What a block of a text is. */
export type DifferenceKind =
  | "title"
  | "heading"
  | "paragraph"
  | "point"
  | "quotation"
  | "code"
  | "break"
  | "closing";

/** How a text differs from the one before it, by block and sentence. */
export type Difference = {
  /** Whether the texts have too little in common to be shown beside each other: no parts then. */
  isReplaced: boolean;
  parts: readonly DifferencePart[];
};

export type DifferencePart = {
  kind: DifferenceKind;
  /** What stands before a point of a list: "3." or "•". */
  marker: string | null;
  /** The same before the change, if the point had another number then. */
  formerMarker: string | null;
  runs: readonly DifferenceRun[];
};

export type DifferenceRun = {
  change: "same" | "removed" | "added";
  sentences: readonly DifferenceSentence[];
};

/** A sentence in pieces; those marked are what makes it another one than its neighbour. */
export type DifferenceSentence = readonly { text: string; isMarked: boolean }[];

/** A stretch of a difference as it is shown: a part, or how many sentences in a row stay. */
export type ShownStretch = DifferencePart | { unchanged: number };

/**
 * The parts of a difference with what changed and the sentence before and after it. Longer
 * stretches that stay the same are only counted.
 */
export function shownStretches(difference: Difference): ShownStretch[] {
  const rows = rowsOf(difference);
  const isNear = rows.map((row, at) => {
    const isRenumbered = row.isFirst && row.part.formerMarker !== null;
    const around = [rows[at - 1], row, rows[at + 1]];
    return isRenumbered || around.some((one) => one !== undefined && one.change !== "same");
  });
  const stretches: ShownStretch[] = [];
  let current: DifferencePart | null = null;
  for (const [at, row] of rows.entries()) {
    // One that stands alone takes no more room than the words that say so.
    const isBetween = isNear[at - 1] === true && isNear[at + 1] === true;
    const last = stretches.at(-1);
    const isGap = last !== undefined && "unchanged" in last;
    if (isNear[at] !== true && !isBetween) {
      if (isGap) last.unchanged += 1;
      else stretches.push({ unchanged: 1 });
    } else if (last === undefined || isGap || current !== row.part) {
      stretches.push(beginning(row));
      current = row.part;
    } else stretches[stretches.length - 1] = withSentence(last, row);
  }
  return stretches;
}

type SentenceRow = {
  part: DifferencePart;
  change: DifferenceRun["change"];
  sentence: DifferenceSentence;
  isFirst: boolean;
};

function rowsOf({ parts }: Difference): SentenceRow[] {
  return parts.flatMap((part) =>
    part.runs
      .flatMap(({ change, sentences }) => sentences.map((sentence) => ({ change, sentence })))
      .map((row, index) => ({ ...row, part, isFirst: index === 0 })),
  );
}

function beginning({ part, change, sentence, isFirst }: SentenceRow): DifferencePart {
  const { kind, marker, formerMarker } = part;
  const markers = isFirst ? { marker, formerMarker } : { marker: null, formerMarker: null };
  return { kind, ...markers, runs: [{ change, sentences: [sentence] }] };
}

function withSentence(part: DifferencePart, { change, sentence }: SentenceRow): DifferencePart {
  const last = part.runs.at(-1);
  const runs =
    last?.change === change
      ? [...part.runs.slice(0, -1), { change, sentences: [...last.sentences, sentence] }]
      : [...part.runs, { change, sentences: [sentence] }];
  return { ...part, runs };
}

/**
 * A difference as lines of plain text, for mails: what was taken out begins with "- ", what was
 * added with "+ ". `saying` gives the line for sentences that stay.
 */
export function differenceLines(
  difference: Difference,
  saying: (unchanged: number) => string,
): string[] {
  const signs = { same: "  ", removed: "- ", added: "+ " };
  return shownStretches(difference).flatMap((stretch) => {
    if ("unchanged" in stretch) return ["", `  ${saying(stretch.unchanged)}`];
    const { marker, runs } = stretch;
    const lines = runs.flatMap(({ change, sentences }) =>
      sentences.map((sentence) => ({ sign: signs[change], text: textOf(sentence) })),
    );
    return [
      "",
      ...lines.map(({ sign, text }, at) => {
        return at === 0 && marker !== null ? `${sign}${marker} ${text}` : sign + text;
      }),
    ];
  });
}

/** A sentence without its marks. */
export function textOf(sentence: DifferenceSentence): string {
  return sentence.map((piece) => piece.text).join("");
}
