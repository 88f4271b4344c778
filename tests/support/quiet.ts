import { afterEach, beforeEach, expect, type MockInstance, vi } from "vitest";

// Whatever the product prints while it is tested is a defect: it logs through its port.
const METHODS = ["log", "info", "warn", "error"] as const;

let spies: MockInstance[] = [];

beforeEach(() => {
  spies = METHODS.map((method) => vi.spyOn(console, method).mockImplementation(() => undefined));
});

afterEach(() => {
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  for (const spy of spies) spy.mockRestore();
});
