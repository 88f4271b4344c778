/** Stands where the compiler has shown that nothing can arrive; throws if something does. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
