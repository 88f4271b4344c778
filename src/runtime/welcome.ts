import { seedDemo } from "../../prisma/seed.ts";
import { invite } from "../accounts/invite.ts";
import { createSignIn } from "../accounts/sign-in.ts";
import type { Deps } from "../deps.ts";
import { paths } from "../shared/pages/paths.ts";
import { parseEmailAddress } from "../shared/text/email-address.ts";

const FIRST_ADMINISTRATOR = "admin@example.org";

/**
 * What a development server does for a newcomer: fills an empty database with the demo letter.
 * Gives what to print: where to look, and a link that signs the first administrator in; nothing in
 * production, and nothing while nothing may be written.
 */
export async function welcome(deps: Deps): Promise<string> {
  const { config, db } = deps;
  if (config.isProduction || (await deps.switches.read())["read-only"].isOn) return "";
  const isEmpty = (await db.letter.count()) === 0;
  if (isEmpty && config.hasDemo) await seedDemo(deps);
  const token = await firstAdministratorLink(deps);
  const lines = [
    "",
    `  Undersigned is at ${config.baseUrl}`,
    ...(deps.mailFolder ? [`  Mail is shown at ${config.baseUrl}${paths.devMail}`] : []),
    ...(token
      ? [`  Sign in as administrator, once: ${config.baseUrl}${paths.signInLink(token)}`]
      : []),
    "",
  ];
  return `${lines.join("\n")}\n`;
}

/** Makes the first administrator where there is none; a link for it as long as it is the demo's. */
async function firstAdministratorLink(deps: Deps): Promise<string | null> {
  const address = parseEmailAddress(FIRST_ADMINISTRATOR);
  if (address === null) return null;
  const administrator = await deps.db.role.findFirst({
    where: { role: "administrator", letterId: null },
    orderBy: { createdAt: "asc" },
  });
  if (administrator !== null) {
    const signIn = await createSignIn(deps, administrator.accountId, "sign-in", { byMail: false });
    return signIn.token;
  }
  const invitation = {
    address,
    displayName: "First administrator",
    role: "administrator",
    letterId: null,
    byMail: false,
  } as const;
  return (await invite(deps, invitation)).token;
}
