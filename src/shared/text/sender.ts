import addressparser from "nodemailer/lib/addressparser";
import { withoutInvisible } from "./invisible.ts";
import { hasControlCharacters } from "./text.ts";

/** Whom mail comes from; the name may be empty. */
export type Sender = Readonly<{ name: string; address: string }>;

/** The longest name that is typed: mail programs show no more of one. */
export const SENDER_NAME_LENGTH_MAX = 80;

const ADDRESS = /^[^<>@\s,;:()"]+@[^<>@\s,;:()"]*[^<>@\s,;:()".]$/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/s;
/** Whoever writes two addresses into it would see one of them as a name. */
const HOLDS_ADDRESS = /[^\s@]@[^\s@]|[<>]/;
/** The same for a name that is typed in a form, whatever script the sign is from. */
const LIKE_AN_ADDRESS = /[@\uFF20\uFE6B<>]|:\/\//;
/** Mail programs would decode it, and show something else (RFC 2047). */
const ENCODED = /=\?\S*\?=/;

/**
 * Reads one address with or without a name before it, such as `Rivers (Letters) <a@example.org>`.
 * The name may stand in quotes, as mail programs write it, and needs none: parentheses, colons and
 * commas are part of it. Null if the library that sends would not read back exactly this.
 */
export function parseSender(text: string): Sender | null {
  const [, before = "", address = ""] = /^(?:(.*?)\s*<([^<>]*)>|)$/s.exec(text.trim()) ?? [];
  if (address === "") return readBack({ name: "", address: withoutInvisible(text) });
  const quoted = QUOTED.exec(before)?.[1];
  if (quoted === undefined && HOLDS_ADDRESS.test(before)) return null;
  const name = quoted?.replace(/\\(.)/gs, "$1") ?? before;
  return readBack({ name: name.trim(), address: withoutInvisible(address) });
}

/** As pages show it. */
export function shownSender({ name, address }: Sender): string {
  return name === "" ? address : `${name} <${address}>`;
}

/**
 * Whether a name can stand before the address of the sender: nothing in it could be read as another
 * address, and it is read back as it was written. An empty one can.
 */
export function isSenderName(name: string): boolean {
  if (name === "" || LIKE_AN_ADDRESS.test(name)) return name === "";
  return readBack({ name, address: "letters@example.org" }) !== null;
}

function readBack(sender: Sender): Sender | null {
  const { name, address } = sender;
  if (!ADDRESS.test(address) || hasControlCharacters(name) || ENCODED.test(name)) return null;
  const header = name === "" ? address : `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`;
  const [first, ...others] = addressparser(header);
  const isSame = first?.address === address && (first.name ?? "") === name;
  return isSame && others.length === 0 ? sender : null;
}
