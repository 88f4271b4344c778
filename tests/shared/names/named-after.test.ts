import { describe, expect, it } from "vitest";
import { isNamedAfter } from "../../../src/shared/names/named-after.ts";

describe("a domain", () => {
  it.each([
    ["lakesideuniversity.edu", "Lakeside University"],
    ["lakeside-university.ac.uk", "Lakeside University"],
    ["mail.uni-heidelberg.de", "Universität Heidelberg"],
    ["rspb.org.uk", "Royal Society for the Protection of Birds"],
    ["bridges.example", "Bridges without Borders"],
    ["greenpeace.org", "Greenpeace International"],
    ["amnesty.org", "Amnesty International"],
  ])("%s has the name of %s", (domain, organisation) => {
    expect(isNamedAfter(domain, organisation)).toBe(true);
  });

  it.each([
    ["university.com", "Lakeside University"],
    ["international.org", "Amnesty International"],
    ["amnesty-lottery.org", "Amnesty International"],
    ["amnestyinternational-help.org", "Amnesty International"],
    ["am.org", "Amnesty International"],
    ["ai.org", "Amnesty International"],
    ["other.org", "Lakeside University"],
    ["localhost", "Localhost"],
    ["example.org", ""],
  ])("%s has not that of %s", (domain, organisation) => {
    expect(isNamedAfter(domain, organisation)).toBe(false);
  });
});
