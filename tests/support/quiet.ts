import { afterEach, beforeEach, expect, inject, type MockInstance, vi } from "vitest";
import { quietenAdapter } from "../../src/db/patches/d1-console.ts";

// Whatever the product prints while it is tested is a defect: it logs through its port.
const METHODS = ["log", "info", "warn", "error"] as const;

let spies: MockInstance[] = [];

beforeEach(() => {
  spies = METHODS.map((method) => vi.spyOn(console, method).mockImplementation(() => undefined));
  // As wherever the product opens D1; it ends with the spy that it stands before.
  if (inject("engine") === "d1") quietenAdapter();
});

afterEach(() => {
  for (const spy of spies) expect(spy.mock.calls).toEqual([]);
  for (const spy of spies) spy.mockRestore();
});
