export type Kind = "organisation" | "individual";

/** The kinds, in the order that lists show them. */
export const KINDS: readonly Kind[] = ["organisation", "individual"];
