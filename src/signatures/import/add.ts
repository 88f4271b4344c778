import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { IMPORT_ROWS_KEPT_MAX, IMPORT_ROWS_MAX, IMPORT_UNPACKED_MAX } from "../../limits.ts";
import { checkFile } from "./check.ts";
import type { ImportOptions, ImportOutcome } from "./options.ts";
import type { ImportSource } from "./reading/source.ts";
import { rememberColumns } from "./remembered.ts";
import { addAllowed, addInSlices, addTogether, countFates, ROWS_TOGETHER_MAX } from "./write.ts";

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/**
 * Adds the signatories of a file to a letter: all of them, or none if a line is wrong, unless the
 * wrong ones are skipped. The whole file is checked before its first row is written.
 *
 * A second run adds nothing twice, and nobody who withdrew is listed again: each row is recognised
 * by a keyed hash of kind, name, title and affiliation that stays in the database.
 */
export async function importSignatories(
  deps: ImportDeps,
  letter: Letter,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const { skip, listener } = options;
  const choices = {
    rowsMax: IMPORT_ROWS_MAX,
    unpackedMax: IMPORT_UNPACKED_MAX,
    keptMax: IMPORT_ROWS_KEPT_MAX,
    ...options,
  };
  const checked = await checkFile(deps, letter, source, choices, listener);
  if (!checked.ok) return { outcome: "refused", problems: checked.problems };
  const { file } = checked;
  listener?.read?.(file);
  if (skip === undefined && file.badCount > 0) {
    return { outcome: "refused", problems: file.problems };
  }
  if (options.isTrial) {
    const fates = await countFates(deps, letter, file);
    return { outcome: "tried", added: fates.new + fates.corrected, alreadyThere: fates.there };
  }
  const { mayAdd } = options;
  const isTogether = deps.db.$limits.importRowsMax !== null || file.rowCount <= ROWS_TOGETHER_MAX;
  const add = isTogether ? addTogether : addInSlices;
  const outcome =
    mayAdd === undefined
      ? await add(deps, letter, file, options)
      : await addAllowed(deps, letter, file, { ...options, mayAdd });
  const isTable = file.table.readAs.format !== "list";
  if (options.isRemembered && isTable && outcome.outcome === "imported") {
    const { kind = null, dateOrder = null } = options;
    await rememberColumns(deps, letter, file.mapping, { kind, dateOrder });
  }
  return outcome;
}
