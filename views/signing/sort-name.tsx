import { LISTING_REASONS } from "../../src/shared/names/found.ts";
import { listingOf } from "../../src/shared/names/listing.ts";
import { TextField } from "../components/field.tsx";
import type { Frame } from "../page/frame.ts";
import { ByKind, type EntryFieldProps, textOf } from "./entry-fields.tsx";

/**
 * The name that the list sorts an entry by, folded away since few need it. The sentence before it
 * says under what the entry is listed: of what was sent, and with scripts while it is typed.
 */
export function SortNameField(props: EntryFieldProps & { frame: Pick<Frame, "asset"> }) {
  const { words, typed } = props;
  const { under, because } = listingOf({
    kind: (props.kind ?? typed["kind"]) === "organisation" ? "organisation" : "individual",
    name: typed["name"] ?? "",
    sortName: typed["sort_name"] || null,
    language: words.language,
  });
  return (
    <>
      <p
        class="hint"
        id="listed-under"
        aria-live="polite"
        data-script={props.frame.asset("listed-under.js")}
        data-kind={props.kind}
        data-language={words.language}
        {...Object.fromEntries(
          LISTING_REASONS.map((reason) => [
            `data-${reason}`,
            words(`form.listed-${reason}`, { under: "{under}" }),
          ]),
        )}
      >
        {typed["name"] && words(`form.listed-${because}`, { under })}
      </p>
      <details open={Boolean(typed["sort_name"] || props.errors["sort_name"])}>
        <summary>{words("form.sort-name-other")}</summary>
        <TextField
          {...textOf(props, "sort_name")}
          label={words("form.sort-name")}
          hint={
            <ByKind
              kind={props.kind}
              person={words("form.sort-name-individual-hint")}
              organisation={words("form.sort-name-organisation-hint")}
              either={words("form.sort-name-hint")}
            />
          }
          isOptional
          autocomplete="off"
        />
      </details>
    </>
  );
}
