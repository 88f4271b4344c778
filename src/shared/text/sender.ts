import addressparser from "nodemailer/lib/addressparser";
import { withoutInvisible } from "./invisible.ts";
import { hasControlCharacters } from "./text.ts";

/** Whom mail comes from; the name may be empty. */
export type Sender = Readonly<{ name: string; address: string }>;

const ADDRESS = /^[^<>@\s,;:()"]+@[^<>@\s,;:()"]*[^<>@\s,;:()".]$/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/s;
/** Whoever writes two addresses into it would see one of them as a name. */
const HOLDS_ADDRESS = /[^\s@]@[^\s@]|[<>]/;
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

function readBack(sender: Sender): Sender | null {
  const { name, address } = sender;
  if (!ADDRESS.test(address) || hasControlCharacters(name) || ENCODED.test(name)) return null;
  const header = name === "" ? address : `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`;
  const [first, ...others] = addressparser(header);
  const isSame = first?.address === address && (first.name ?? "") === name;
  return isSame && others.length === 0 ? sender : null;
}
