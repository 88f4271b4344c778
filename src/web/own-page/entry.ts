import type { OwnPageEntry } from "../../signatures/own-page/view.ts";

/**
 * The fields of the form that changes an entry, from the proposal that waits or else from the
 * entry.
 */
export function typedOf(entry: OwnPageEntry): Record<string, string> {
  const said = entry.proposal ?? entry;
  return {
    name: said.name,
    title: said.title ?? "",
    affiliation: said.affiliation ?? "",
    capacity: said.capacity ?? "",
    website: said.website ?? "",
    contact_name: said.contactName ?? "",
    contact_role: said.contactRole ?? "",
    sort_name: said.sortName ?? "",
    country: said.country,
    visibility: said.visibility,
    ...(entry.updates && { updates: "on" }),
  };
}
