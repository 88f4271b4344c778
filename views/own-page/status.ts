/** An entry's state, as its signatory is told it. */
export type OwnPageStatus =
  | "pending"
  | "published"
  | "hidden"
  | "rejected"
  | "forgotten"
  | "withdrawn"
  | "withheld"
  | "takendown";
