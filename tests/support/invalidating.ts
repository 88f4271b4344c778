import { paths } from "../../src/shared/pages/paths.ts";
import { runInvalidations } from "../../src/signatures/invalidation/run.ts";
import type { FormFields, signInAs, World } from "./world.ts";

export type Staff = Awaited<ReturnType<typeof signInAs>>;

const LIST = paths.invalidations("rivers");

/** Asks what conditions would take out, and gives the status and the page. */
export async function preview(staff: Staff, fields: FormFields): Promise<[number, string]> {
  const response = await staff.post(LIST, { ...fields, act: "preview" });
  return [response.status, await response.text()];
}

/** Proposes an invalidation and gives its id. */
export async function propose(staff: Staff, fields: FormFields): Promise<string> {
  const response = await staff.post(LIST, { reason: "automated", ...fields, act: "propose" });
  const id = response.headers.get("location")?.split("/").at(-1);
  if (response.status !== 303 || id === undefined)
    throw new Error(`Proposing answered ${response.status}.`);
  return id;
}

/** Presses a button of an invalidation and gives the status. */
export async function press(staff: Staff, id: string, act: string): Promise<number> {
  const path = act === "cancel" ? paths.invalidationCancel : paths.invalidation;
  return (await staff.post(path("rivers", id), { act })).status;
}

/** Lets what is under way finish. */
export async function finish(world: World): Promise<void> {
  await runInvalidations(world.deps, () => true);
}
