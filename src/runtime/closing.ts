import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { SECOND_MS } from "../shared/clock.ts";

/** How long a stop waits for answers under way. */
const STOP_TIMEOUT_MS = 10 * SECOND_MS;
/**
 * How long connections that wait may still be used, in ms: a proxy may be sending a form through
 * one in the moment in which it would be closed, and may not send it again.
 */
const DRAIN_MS = SECOND_MS;
/** How long a connection that was opened and has said nothing may still say something, in ms. */
const SILENT_MS = SECOND_MS;

/**
 * Lets a server end without cutting anybody off. Until then it keeps an eye on what is under way.
 *
 * The function that it gives ends the server: from then on every answer says that its connection
 * closes, so that a proxy sends nothing more through it; connections that wait for nothing are
 * closed a moment later, those with an answer under way as soon as it has left, and whatever hangs
 * after ten seconds.
 *
 * Source: RFC 9112, section 9.6.
 */
export function closingGently(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  const silent = new Set<Socket>();
  const open = new Set<Socket>();
  let isClosing = false;
  let isDrained = false;
  let onEmpty = () => {};

  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    open.add(socket);
    socket.once("close", () => {
      silent.delete(socket);
      open.delete(socket);
      if (open.size === 0) onEmpty();
    });
  });
  // Before the listener that answers, which may do so at once.
  server.prependListener("request", ({ socket }, answer: ServerResponse) => {
    silent.delete(socket);
    underWay.add(answer);
    if (isClosing) answer.setHeader("Connection", "close");
    answer.once("close", () => {
      underWay.delete(answer);
      if (isDrained) setImmediate(() => server.closeIdleConnections());
    });
  });

  return async () => {
    isClosing = true;
    for (const answer of underWay) {
      if (!answer.headersSent) answer.setHeader("Connection", "close");
    }
    await new Promise<void>((resolve) => {
      onEmpty = resolve;
      if (open.size === 0) resolve();
      else setTimeout(resolve, DRAIN_MS);
    });
    isDrained = true;
    // What has arrived already is read, and thus under way, before the rest counts as idle.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const hush = setTimeout(() => {
      for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
    }, SILENT_MS);
    const force = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(hush);
    clearTimeout(force);
  };
}
