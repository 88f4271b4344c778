import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { freePort } from "./server.ts";

/** A proxy that shares requests out among servers. */
export type Proxy = { url: string; close: () => Promise<void> };

/**
 * Does what nginx does by itself: it keeps connections open between requests; one that cannot be
 * made goes to the next server, and so does a request that was cut off, unless it is a form, which
 * is sent only once.
 *
 * Source: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream
 */
export async function startProxy(ports: readonly number[]): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 32 });
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray());
    turn += 1;
    const order = ports.map((_, at) => ports[(turn + at) % ports.length] ?? 0);
    for (const port of order) {
      if (await passOn({ port, agent, body }, incoming, outgoing)) return;
    }
    outgoing.writeHead(502).end();
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Upstream = { port: number; agent: Agent; body: Buffer };

/** Whether a server answered, or may have done what was asked. */
async function passOn(
  { port, agent, body }: Upstream,
  { method = "GET", url, headers }: IncomingMessage,
  outgoing: ServerResponse,
): Promise<boolean> {
  const asked = request({ host: "localhost", port, method, path: url, headers, agent });
  asked.end(body);
  try {
    const [answer]: IncomingMessage[] = await once(asked, "response");
    if (answer === undefined) throw new Error("There is no answer.");
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    outgoing.end(Buffer.concat(await answer.toArray()));
    return true;
  } catch (error) {
    const isUnsent = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
    if (isUnsent || method === "GET") return false;
    outgoing.writeHead(502).end();
    return true;
  }
}
