import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Metrics } from "../shared/metrics.ts";
import { answerFor } from "../shared/pages/kept-page.ts";
import type { PageMemory } from "../shared/pages/page-memory.ts";
import { publicAddress } from "../shared/pages/public-address.ts";

/** What answers requests. Its parts are replaced once the database is ready. */
export type Door = {
  answer: Parameters<typeof getRequestListener>[0];
  /** Null while there are no pages yet. */
  pages: PageMemory | null;
  /** Null while there are none, and if nobody reads them. */
  metrics: Metrics | null;
};

/**
 * Answers a request with the page in memory, before anything is made of the request, or else by
 * the app, which keeps what it renders. So a page costs hardly more than sending its bytes.
 */
export function listenerOf(door: Door): RequestListener {
  const answerByApp = getRequestListener((request, env) => door.answer(request, env));
  return (incoming, outgoing) => {
    if (!answerFromMemory(door, incoming, outgoing)) void answerByApp(incoming, outgoing);
  };
}

/** Whether the page was in memory, and has left. */
function answerFromMemory(
  { pages, metrics }: Door,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  const { method, url, headers: asked } = incoming;
  if (pages === null || url === undefined || (method !== "GET" && method !== "HEAD")) return false;
  const wanted = url.includes("?") ? publicAddress(url) : { address: url };
  const page = wanted && pages.kept(wanted.address);
  if (wanted === null || page === null) return false;
  const { status, headers, body } = answerFor(page, {
    acceptEncoding: asked["accept-encoding"]?.toString(),
    ifNoneMatch: asked["if-none-match"],
  });
  outgoing.writeHead(status, [...headers]);
  // Node itself sends no body in answer to HEAD.
  outgoing.end(body);
  metrics?.leftMemory(page, { address: wanted.address, method, status });
  return true;
}
