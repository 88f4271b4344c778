import { LISTING_REASONS } from "../../src/shared/names/found.ts";
import { listingOf } from "../../src/shared/names/listing.ts";

// Says, while a name is typed, under which of its words the list will show it, and why.

/** Keeps the sentence of a form up to date. */
export function showListing(form: HTMLFormElement, place: HTMLElement): void {
  const sentences = new Map(
    LISTING_REASONS.map((reason) => [reason, place.getAttribute(`data-${reason}`) ?? ""]),
  );
  const typedIn = (field: string) => {
    const value = new FormData(form).get(field);
    return typeof value === "string" ? value.trim() : "";
  };
  const update = () => {
    const name = typedIn("name");
    const { under, because } = listingOf({
      kind:
        (place.dataset["kind"] ?? typedIn("kind")) === "organisation"
          ? "organisation"
          : "individual",
      name,
      sortName: typedIn("sort_name") || null,
      language: place.dataset["language"] ?? "",
    });
    const sentence =
      name === "" ? "" : (sentences.get(because) ?? "").replace("{under}", () => under);
    if (place.textContent !== sentence) place.textContent = sentence;
  };
  form.addEventListener("input", update);
  update();
}
