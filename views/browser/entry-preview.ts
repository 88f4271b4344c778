import { typedEntry } from "../../src/shared/names/line-below.ts";

/** What is typed in a form, by field. */
type TypedIn = (field: string) => string;

/** Keeps the preview of a form as the list will show the entry: tidied alike, by the same rule. */
export function previewOf(preview: HTMLElement, typedIn: TypedIn): () => void {
  const entry = preview.querySelector<HTMLElement>(".preview-entry");
  const notListed = preview.querySelector<HTMLElement>(".not-listed");
  const country = preview.querySelector<HTMLElement>(".country-said");
  return () => {
    const isOrganisation = typedIn("kind") === "organisation";
    const isListed = isOrganisation || typedIn("visibility") !== "anonymous";
    const { name, below } = typedEntry(
      {
        name: typedIn("name"),
        title: isOrganisation ? "" : typedIn("title"),
        affiliation: isOrganisation ? "" : typedIn("affiliation"),
        capacity: isOrganisation ? "" : typedIn("capacity"),
      },
      preview.dataset["capacity"] ?? "",
    );
    const hasPage = isOrganisation && typedIn("website") !== "" && typedIn("no_website") === "";
    preview.hidden = name === "";
    if (entry) entry.hidden = !isListed;
    entry?.replaceChildren(nameNode(name, hasPage), ...roleNodes(below));
    if (notListed) notListed.hidden = isListed;
    if (country) sayCountry(country, typedIn("country"), preview.closest("form"));
  };
}

/** The name, and a link if there is a page: one that leads nowhere yet. */
function nameNode(name: string, isLink: boolean): HTMLElement {
  const isolated = document.createElement("bdi");
  isolated.textContent = name;
  if (!isLink) {
    isolated.className = "name";
    return isolated;
  }
  const link = document.createElement("a");
  link.className = "name";
  link.append(isolated);
  return link;
}

function roleNodes(pieces: ReturnType<typeof typedEntry>["below"]): HTMLElement[] {
  if (pieces.length === 0) return [];
  const role = document.createElement("span");
  role.className = "role";
  for (const { text, is } of pieces) {
    const piece = document.createElement(is === "typed" ? "bdi" : "span");
    piece.textContent = text;
    role.append(piece);
  }
  return [role];
}

function sayCountry(place: HTMLElement, code: string, form: HTMLFormElement | null): void {
  const { said = "" } = place.dataset;
  const chosen = form?.querySelector<HTMLSelectElement>("#country")?.selectedOptions[0];
  place.hidden = code === "ZZ" || code === "";
  place.textContent = said.replace("{country}", () => chosen?.text ?? "");
}
