/** Marks code that the compiler has shown to be unreachable. Throws if it is reached. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
