import type { Keys } from "../shared/keys/keys.ts";
import {
  type EmailAddress,
  formatEmailAddress,
  looseForm,
  strictForm,
} from "../shared/text/email-address.ts";
import { fold, foldedWords } from "../shared/text/text.ts";
import { lookalikeKey } from "./evidence/lookalike.ts";
import type { State } from "./lifecycle.ts";
import { type Kind, sortKey } from "./name.ts";
import type { EntryForm } from "./signing/entry-fields.ts";

/** What stands in the list: who somebody is, as they wrote it. */
export type Identity = {
  kind: Kind;
  name: string;
  sortName: string | null;
  title: string | null;
  affiliation: string | null;
  website: string | null;
  country: string;
};

/** An identity as it comes out of the database again. */
export type StoredIdentity = Omit<Identity, "sortName"> & {
  id: string;
  state: State;
  visibility: string;
  contactName: string | null;
  contactRole: string | null;
};

/** The columns that follow from an identity: how it is sorted, searched and recognised. */
export async function identityColumns(keys: Keys, letterId: string, identity: Identity) {
  return {
    ...identity,
    sortKey: sortKey(identity.kind, identity.name, identity.sortName),
    nameKey: fold(identity.name),
    lookalikeKey: lookalikeKey(identity.name),
    entryKey: await keys.hash("entry", entryText(letterId, identity)),
    searchWords: JSON.stringify(foldedWords(identity.name, identity.affiliation)),
  };
}

/** What an entry is recognised by, as one text: it is kept as a hash alone. */
export function entryText(
  letterId: string,
  entry: Pick<StoredIdentity, "name" | "title" | "affiliation"> & { kind: string },
): string {
  const said = [entry.name, entry.title ?? "", entry.affiliation ?? ""].map(fold);
  return JSON.stringify([letterId, entry.kind, ...said]);
}

/** The columns that an address leaves behind: encrypted once, hashed three ways. */
export async function addressColumns(keys: Keys, address: EmailAddress) {
  return {
    email: await keys.encrypt(formatEmailAddress(address)),
    addressKey: await keys.hash("address", strictForm(address)),
    addressLimitKey: await keys.hash("address-limit", looseForm(address)),
    domainKey: await keys.hash("domain", address.domain),
  };
}

/** The identity that a form describes. */
export function identityOf(form: EntryForm): Identity {
  const common = { name: form.name, sortName: form.sort_name, country: form.country };
  return form.kind === "organisation"
    ? { kind: form.kind, ...common, title: null, affiliation: null, website: form.website }
    : {
        kind: form.kind,
        ...common,
        title: form.title,
        affiliation: form.affiliation,
        website: null,
      };
}

/** The columns of a form that are no identity and no address. */
export function particularsOf(form: EntryForm) {
  const isOrganisation = form.kind === "organisation";
  return {
    visibility: isOrganisation ? "full" : form.visibility,
    contactName: isOrganisation ? form.contact_name : null,
    contactRole: isOrganisation ? form.contact_role : null,
  } as const;
}

/** What an organisation confirmed is its name and its website: with another one that is over. */
export function unverifiedWhere(
  from: Pick<Identity, "name" | "website">,
  to: Pick<Identity, "name" | "website">,
): { verifiedHow?: null; verifiedHowAt?: null } {
  const isSame = from.name === to.name && from.website === to.website;
  return isSame ? {} : { verifiedHow: null, verifiedHowAt: null };
}
