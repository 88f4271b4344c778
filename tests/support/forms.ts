import { paths } from "../../src/shared/pages/paths.ts";
import { browserIn, type FormFields, solveCaptcha, type World } from "./world.ts";

export const PERSON = {
  kind: "individual",
  name: "Ada Lovelace",
  title: "Countess",
  affiliation: "Analytical Society",
  country: "GB",
  email: "ada@example.org",
  visibility: "full",
  consent: "on",
} as const satisfies FormFields;

export const ORGANISATION = {
  kind: "organisation",
  name: "The Analytical Society",
  website: "https://society.example",
  contact_name: "Charles Babbage",
  contact_role: "President",
  country: "GB",
  email: "office@society.example",
  authority: "on",
  consent: "on",
} as const satisfies FormFields;

/** Sends the form of the world's letter, with a captcha solved unless one is given. */
export async function sign(world: World, fields: FormFields, client?: string): Promise<Response> {
  const altcha = "altcha" in fields ? fields["altcha"] : await solveCaptcha(world);
  return await browserIn(world, client).post(paths.sign(world.letter.slug), { ...fields, altcha });
}
