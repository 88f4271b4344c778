import { afterEach, beforeEach, expect, inject, type MockInstance, vi } from "vitest";

// Whatever the product prints while it is tested is a defect: it logs through its port. Prisma's
// adapter for D1 prints every error that it throws, expected ones among them; that is not ours.
const ADAPTER_SAYS = inject("engine") === "d1" ? "Error in performIO: %O" : null;
const METHODS = ["log", "info", "warn", "error"] as const;

let spies: MockInstance[] = [];

beforeEach(() => {
  spies = METHODS.map((method) => vi.spyOn(console, method).mockImplementation(() => undefined));
});

afterEach(() => {
  for (const spy of spies) {
    const said = spy.mock.calls.filter(([first]) => first !== ADAPTER_SAYS);
    expect(said).toEqual([]);
  }
  for (const spy of spies) spy.mockRestore();
});
