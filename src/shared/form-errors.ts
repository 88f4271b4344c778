import type { z } from "zod";

/**
 * The first error of each field of a form, by the field's name: what zod says about it, or what
 * `codeOf` makes of that. What is wrong elsewhere is left out.
 */
export function firstErrors<Field extends string, Code>(
  error: z.ZodError,
  fields: readonly Field[],
  codeOf: (message: string, field: Field) => Code,
): Partial<Record<Field, Code>> {
  const errors: Partial<Record<Field, Code>> = {};
  for (const { path, message } of error.issues) {
    const field = fields.find((name) => name === path[0]);
    if (field !== undefined) errors[field] ??= codeOf(message, field);
  }
  return errors;
}

/** A sentence for each bad field, in the order of the form. */
export function sentencesOf<Field extends string, Code>(
  fields: readonly Field[],
  errors: Partial<Record<Field, Code>>,
  sentence: (code: Code, field: Field) => string,
): Record<string, string> {
  const sentences = fields.flatMap((field) => {
    const code = errors[field];
    return code === undefined ? [] : [[field, sentence(code, field)] as const];
  });
  return Object.fromEntries(sentences);
}
