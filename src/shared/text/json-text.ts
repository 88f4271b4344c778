import { z } from "zod";

/** A text that is JSON, as what it says. */
export const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.addIssue("is not JSON");
    return z.NEVER;
  }
});
