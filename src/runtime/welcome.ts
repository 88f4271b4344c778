import { invite } from "../accounts/invite.ts";
import { createSignIn } from "../accounts/sign-in.ts";
import type { Deps } from "../deps.ts";
import { paths } from "../shared/pages/paths.ts";
import { parseEmailAddress } from "../shared/text/email-address.ts";
import { leaseFor } from "./lease.ts";

const FIRST_ADMINISTRATOR = "admin@example.org";
/** How often a process asks whether it is its turn. */
const TURN_POLL_MS = 100;

/**
 * What a development server does for a newcomer: fills an empty database with the demo letter.
 * Gives what to print: where to look, and a link that signs the first administrator in; nothing in
 * production, and nothing while nothing may be written.
 */
export async function welcome(deps: Deps): Promise<string> {
  const { config } = deps;
  if (config.isProduction || (await deps.switches.read())["read-only"].isOn) return "";
  const token = await inTurn(deps, async () => {
    const isEmpty = (await deps.db.letter.count()) === 0;
    if (isEmpty && config.hasDemo) {
      // It reads YAML and makes names, which no later start has a use for.
      const { seedDemo } = await import("../../prisma/seed.ts");
      await seedDemo(deps);
    }
    return await firstAdministratorLink(deps);
  });
  const lines = [
    "",
    `  Undersigned is at ${config.baseUrl}`,
    ...(deps.mailFolder ? [`  Mail is shown at ${config.baseUrl}${paths.devMail}`] : []),
    ...(token
      ? [`  Sign in as an administrator (works once): ${config.baseUrl}${paths.signInLink(token)}`]
      : []),
    "",
  ];
  return `${lines.join("\n")}\n`;
}

/** Does what several processes that start at once on a new database must do one by one. */
async function inTurn<Result>(deps: Deps, work: () => Promise<Result>): Promise<Result> {
  const lease = leaseFor(deps, "welcome", crypto.randomUUID());
  while (!(await lease.take())) await new Promise((resolve) => setTimeout(resolve, TURN_POLL_MS));
  try {
    return await work();
  } finally {
    await lease.giveBack(deps.clock.now());
  }
}

/** Makes the first administrator if there is none; gives a link while it is the demo's. */
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
