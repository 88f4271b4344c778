import { z } from "zod";

/** A column that is true or false, as each engine gives it to `$rows`. */
export const flag = z.coerce.number().transform((bit) => bit === 1);

/** A moment, as each engine gives it to `$rows`. */
export const date = z.union([z.string().transform((text) => new Date(text)), z.date()]);
