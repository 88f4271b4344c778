/** Chance that the same seed repeats. */
export type Chance = {
  /** A whole number below `max`. */
  below: (max: number) => number;
  /** True as often as this share. */
  is: (share: number) => boolean;
  oneOf: <Value>(values: readonly Value[]) => Value;
};

/** Source: mulberry32, a generator of 32 bits of state. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (max: number) => Math.floor(next() * max);
  return {
    below,
    is: (share) => next() < share,
    oneOf: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error("There is nothing to choose from.");
      return value;
    },
  };
}
