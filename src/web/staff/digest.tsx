import type { Hono } from "hono";
import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import { type DigestFormProps, DigestPage } from "../../../views/staff/digest-form.tsx";
import {
  chooseDigest,
  DIGEST_HOURS_MAX,
  DIGEST_SIZE_MAX,
  DIGESTS,
  type DigestSetting,
  digestOf,
} from "../../accounts/digest.ts";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";

const choiceSchema = z.enum(DIGESTS);
const wholeNumber = z
  .string()
  .trim()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const sizeSchema = wholeNumber.pipe(z.number().min(1).max(DIGEST_SIZE_MAX));
const hoursSchema = wholeNumber.pipe(z.number().min(1).max(DIGEST_HOURS_MAX));

/** When a member of staff is told by mail that entries wait. */
export function digestRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/account/digest", async (c) => {
    const account = c.get("account");
    const props = digestFormProps(deps, await digestOf(deps, account.id));
    const isSaved = c.req.query("saved") === "yes";
    return await privatePage(
      c,
      <DigestPage {...props} accountName={account.displayName} isSaved={isSaved} />,
    );
  });

  app.post("/admin/account/digest", async (c) => {
    const account = c.get("account");
    const { fields } = await readForm(c);
    const typed = {
      digest: fields["digest"] ?? "",
      digest_size: fields["digest_size"] ?? "",
      digest_hours: fields["digest_hours"] ?? "",
    };
    const kept = await digestOf(deps, account.id);
    const read = readSetting(frameFor(deps).words, typed, kept);
    if ("errors" in read) {
      const props = { frame: frameFor(deps), values: typed, errors: read.errors };
      const page = <DigestPage {...props} accountName={account.displayName} isSaved={false} />;
      return await privatePage(c, page, 422);
    }
    await chooseDigest(deps, account.id, read.setting);
    return c.redirect(withQuery(paths.digest, { saved: "yes" }), 303);
  });
}

function digestFormProps(deps: Deps, setting: DigestSetting): DigestFormProps {
  const { digest, digestSize, digestHours } = setting;
  const values = {
    digest,
    digest_size: String(digestSize),
    digest_hours: String(digestHours),
  };
  return { frame: frameFor(deps), values, errors: {} };
}

/**
 * What was typed as a setting. The numbers count only with "threshold"; otherwise the stored ones
 * may stay.
 */
function readSetting(
  words: Words,
  typed: DigestFormProps["values"],
  kept: DigestSetting,
): { setting: DigestSetting } | { errors: DigestFormProps["errors"] } {
  const digest = choiceSchema.safeParse(typed.digest);
  if (!digest.success) return { errors: { digest: words("digest.problem-choice") } };
  const size = sizeSchema.safeParse(typed.digest_size);
  const hours = hoursSchema.safeParse(typed.digest_hours);
  if (digest.data === "threshold" && !(size.success && hours.success)) {
    const sizeError = words("digest.size-invalid", { max: DIGEST_SIZE_MAX });
    const hoursError = words("digest.hours-invalid", { max: DIGEST_HOURS_MAX });
    return {
      errors: {
        ...(!size.success && { digest_size: sizeError }),
        ...(!hours.success && { digest_hours: hoursError }),
      },
    };
  }
  return {
    setting: {
      digest: digest.data,
      digestSize: size.data ?? kept.digestSize,
      digestHours: hours.data ?? kept.digestHours,
    },
  };
}
