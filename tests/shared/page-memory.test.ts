import { describe, expect, it } from "vitest";
import { pageMemory } from "../../src/shared/pages/page-memory.ts";

const MEGABYTE = 1024 * 1024;

function memory() {
  let made = 0;
  const pages = pageMemory({
    clock: { now: () => new Date(0) },
    versionOf: async () => "1",
    compress: { well: async () => ({}), cheaply: async () => ({}) },
  });
  const read = async (address: string, isQuery: boolean) => {
    await pages.find({ address, slug: "rivers", isQuery }, async () => {
      made += 1;
      return new Response("x".repeat(MEGABYTE), { headers: { ETag: `W/"${address}"` } });
    });
  };
  return { pages, read, made: () => made };
}

describe("the pages that are kept", () => {
  it("are as many as fit by their bytes, those read last", async () => {
    const { pages, read } = memory();
    for (let index = 0; index < 60; index += 1) {
      await read(`/letters/a-${index}`, false);
      await read("/letters/often", false);
    }
    const kept = (address: string) => pages.kept(address) !== null;
    expect([kept("/letters/a-0"), kept("/letters/a-59"), kept("/letters/often")]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("are not pushed out by those that are made for queries", async () => {
    const { read, made } = memory();
    await read("/letters/rivers", false);
    for (let index = 0; index < 100; index += 1) await read(`/letters/rivers?q=${index}`, true);
    const before = made();
    await read("/letters/rivers", false);
    expect(made()).toBe(before);
    await read("/letters/rivers?q=99", true);
    expect(made()).toBe(before);
    await read("/letters/rivers?q=0", true);
    expect(made()).toBe(before + 1);
  });
});
