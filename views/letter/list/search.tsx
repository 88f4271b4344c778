import { type Choice, SelectField, TextField } from "../../components/field.tsx";
import type { Frame } from "../../page/frame.ts";

/** Finds entries by name or affiliation, kind and country. */
export function SearchForm(props: {
  frame: Frame;
  query: { q: string; kind: string; country: string };
  countries: readonly Choice[];
  path: string;
}) {
  const { words } = props.frame;
  const { query, path } = props;
  const isNarrowed = query.q !== "" || query.kind !== "" || query.country !== "";
  return (
    <search>
      <form class="search" method="get" action={path}>
        <TextField
          words={words}
          name="q"
          label={words("list.search")}
          value={query.q}
          type="search"
          autocomplete="off"
        />
        <SelectField
          words={words}
          name="kind"
          label={words("list.kind")}
          value={query.kind}
          options={[
            { value: "", label: words("list.kind-any") },
            { value: "organisation", label: words("letter.organisations") },
            { value: "individual", label: words("letter.individuals") },
          ]}
        />
        <SelectField
          words={words}
          name="country"
          label={words("list.country")}
          value={query.country}
          options={[{ value: "", label: words("list.country-any") }, ...props.countries]}
        />
        <button class="button" type="submit">
          {words("list.apply")}
        </button>
        {isNarrowed && <a href={path}>{words("list.clear")}</a>}
      </form>
    </search>
  );
}
