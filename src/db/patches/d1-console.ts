/** What is patched here, and the version that it was tried on; a test compares it. */
export const PATCHED = { name: "@prisma/adapter-d1", version: "7.10.0" };

/** What the adapter prints with every error of the database that it throws. */
export const ADAPTER_SAYS = "Error in performIO: %O";

/**
 * Keeps Prisma's adapter for D1 from printing errors, expected ones among them, in the whole
 * process: whoever catches an error logs it, without what the database may quote. The adapter has
 * no option for it, and no other way in: it prints what the binding threw before anyone can catch.
 */
export function quietenAdapter(): void {
  // biome-ignore lint/suspicious/noConsole: the adapter knows no other way to say something.
  const say = console.error.bind(console);
  console.error = (...words: unknown[]) => {
    if (words[0] !== ADAPTER_SAYS) say(...words);
  };
}
