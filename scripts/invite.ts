import { isRole, ROLES } from "../src/accounts/account.ts";
import { invite } from "../src/accounts/invite.ts";
import { paths } from "../src/shared/pages/paths.ts";
import { parseEmailAddress } from "../src/shared/text/email-address.ts";
import { letterOf, refuse, runCommand } from "./command.ts";

const USAGE = `Usage: npm run invite -- EMAIL ${ROLES.join("|")} [SLUG]`;

// Makes somebody a member of staff, for one letter or for all, and prints a link to sign in by.
await runCommand(async (deps, config) => {
  const [email, role, slug] = process.argv.slice(2);
  if (email === undefined || role === undefined || !isRole(role)) refuse(USAGE);
  const address = parseEmailAddress(email) ?? refuse(`${email} is not an email address.`);
  const letterId = slug === undefined ? null : (await letterOf(deps, slug)).id;
  const byMail = config.smtpUrl !== null;
  const displayName = address.local;
  const { token } = await invite(deps, { address, displayName, role, letterId, byMail });
  console.log(config.baseUrl + paths.signInLink(token));
  if (byMail) console.log("The server also sends the link by mail, as soon as it runs.");
});
