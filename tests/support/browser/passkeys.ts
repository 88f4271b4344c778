import { paths } from "../../../src/shared/pages/paths.ts";
import type { browserIn } from "../world.ts";
import { type Authenticator, authenticator, type Misbehaviour } from "./authenticator.ts";

type Browser = Pick<ReturnType<typeof browserIn>, "post" | "get">;

const JSON_WANTED = { Accept: "application/json" };

/** The options that a page's script hands to a passkey. */
export async function optionsFrom(browser: Browser, path: string): Promise<unknown> {
  const response = await browser.post(path, {}, JSON_WANTED);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
  return await response.json();
}

/** Adds a passkey to the account of whoever is signed in; gives it, the answer and its codes. */
export async function addPasskey(browser: Browser, made: Authenticator = authenticator()) {
  const options = await optionsFrom(browser, paths.passkeyOptions);
  const fields = { response: made.register(options), label: "Key in the drawer" };
  const response = await browser.post(paths.passkeys, fields);
  const page = await response.text();
  const codes = [...page.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code ?? "");
  return { passkey: made, response, page, codes };
}

/** Makes the second step, or the step-up, with a passkey that may misbehave. */
export async function usePasskey(
  browser: Browser,
  passkey: Authenticator,
  given: Misbehaviour = {},
  path: "/admin/second-step" | "/admin/step-up" = "/admin/second-step",
): Promise<Response> {
  const options = await optionsFrom(browser, `${path}/options`);
  return await browser.post(path, { response: passkey.use(options, given) });
}
