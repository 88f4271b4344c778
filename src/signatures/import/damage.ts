import type { LineFinding, Notice } from "./findings.ts";

/** Bytes by the characters that a code page of Windows makes of them. */
const PAGES = ["windows-1252", "windows-1251", "windows-1250", "windows-1254"].map(bytesOf);

function bytesOf(page: string): ReadonlyMap<string, number> {
  const decoder = new TextDecoder(page);
  return new Map(
    Array.from({ length: 128 }, (_, at) => [decoder.decode(new Uint8Array([at + 128])), at + 128]),
  );
}

const ENTITY = /&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);/i;
const BEYOND_ASCII = /[\u0080-\uFFFF]{2,}/g;
const LOST_LETTER = /\p{L}\?+\p{Ll}/u;

/** What a program before us did to a text: a wrong encoding, HTML, or lost letters. */
export function damageOf(text: string): Pick<LineFinding<Notice>, "code" | "detail"> | null {
  const mended = text.replace(BEYOND_ASCII, (run) => asUtf8(run) ?? run);
  if (mended !== text) return { code: "wrong-encoding", detail: mended };
  if (ENTITY.test(text)) return { code: "html-entity", detail: "" };
  return LOST_LETTER.test(text) ? { code: "lost-letter", detail: "" } : null;
}

/** “Ã¼” is how “ü” looks in UTF-8 that was read as something else; null if it is nothing such. */
function asUtf8(run: string): string | null {
  for (const page of PAGES) {
    const bytes = [...run].map((character) => page.get(character) ?? 0);
    // What begins a character of several bytes, and what goes on with it.
    if (!bytes.some((byte, at) => byte >= 0xc2 && isContinued(bytes[at + 1]))) continue;
    try {
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
      return decoder.decode(new Uint8Array(bytes));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}

function isContinued(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}
