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
