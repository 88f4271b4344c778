import { LISTING_REASONS } from "../../src/shared/names/found.ts";
import { listingOf } from "../../src/shared/names/listing.ts";
import { previewOf } from "./entry-preview.ts";

// While a name is typed: how the list will show it, under which of its words, and why.

/** Keeps the sentence of a form, and its preview if it has one, up to date. */
export function showEntry(form: HTMLFormElement, place: HTMLElement): void {
  const sentences = new Map(
    LISTING_REASONS.map((reason) => [reason, place.getAttribute(`data-${reason}`) ?? ""]),
  );
  const typedIn = (field: string) => {
    const value = new FormData(form).get(field);
    return typeof value === "string" ? value.trim() : "";
  };
  const preview = form.querySelector<HTMLElement>(".preview");
  const showPreview = preview ? previewOf(preview, typedIn) : () => undefined;
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
    showPreview();
  };
  form.addEventListener("input", update);
  update();
}
