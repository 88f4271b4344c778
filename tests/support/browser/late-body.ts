import type { browserIn } from "../world.ts";

/**
 * Sends a form whose body comes late: the request is let in, and `meanwhile` is done before the
 * first byte of what it sends arrives.
 */
export async function postLate(
  browser: Pick<ReturnType<typeof browserIn>, "send">,
  path: string,
  fields: Record<string, string>,
  meanwhile: () => Promise<unknown>,
): Promise<Response> {
  const bytes = new TextEncoder().encode(new URLSearchParams(fields).toString());
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        await meanwhile();
        controller.enqueue(bytes);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": String(bytes.length),
  };
  const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" };
  return await browser.send(path, init);
}
