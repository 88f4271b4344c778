import { SignFormPage } from "../../../views/signing/form.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import type { SentForm } from "../form.ts";
import { frameIn } from "../page.ts";
import { signFormProps } from "./form-props.ts";

/** The form again, with what was typed and a sentence for each error. */
export async function formAgain(
  deps: Pick<Deps, "asset" | "captcha">,
  letter: Letter,
  { fields: typed }: SentForm,
  errors: Record<string, string>,
) {
  const props = await signFormProps(deps, await frameIn(deps, letter), letter);
  const form = { ...props, typed, errors, letterTitle: letter.version.title };
  return <SignFormPage {...form} notice={null} />;
}
