import { fold } from "../shared/text.ts";

/** What a name looks like, whatever its script: names with the same key are look-alikes. */
export function lookalikeKey(name: string): string {
  return fold(name);
}
