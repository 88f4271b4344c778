import { z } from "zod";
import { hasControlCharacters, isDamaged, tidyLine } from "../shared/text/text.ts";

/** A line of a form, tidied; its error is `tooLong`, or "characters" if it is not plain text. */
export function plainLine(lengthMax: number, tooLong: string) {
  return z
    .string()
    .default("")
    .transform(tidyLine)
    .pipe(
      z
        .string()
        .max(lengthMax, tooLong)
        .refine((text) => !hasControlCharacters(text) && !isDamaged(text), "characters"),
    );
}
