import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, globalAgent } from "node:https";
import type { LookupFunction } from "node:net";

/** A certificate for hcaptcha.com and its key, which nothing but this server knows or trusts. */
const PEM = readFileSync("tests/support/servers/siteverify.pem", "utf8");

/** What the server says to a question: JSON, a body with its status, or nothing. */
export type Reply = object | { status: number; body: string; location?: string } | "nothing";

/** hCaptcha's siteverify on loopback, at the address where the package looks for the real one. */
export type Siteverify = {
  /** The fields of every question, in order. */
  asked: Record<string, string>[];
  /** What is said from now on. */
  answerWith: (reply: Reply) => void;
  /** Answers all requests that were left without an answer. */
  answerLate: (body: string) => void;
  /** From now on its port refuses connections. */
  stopListening: () => Promise<void>;
  /** Stops redirecting hcaptcha.com. */
  close: () => Promise<void>;
};

/** Starts a siteverify and leads requests for hcaptcha.com to it. */
export async function openSiteverify(): Promise<Siteverify> {
  const asked: Record<string, string>[] = [];
  const waiting: ((body: string) => void)[] = [];
  let reply: Reply = { success: true, challenge_ts: "2026-11-24T10:00:00Z", hostname: "localhost" };
  const server = createServer({ cert: PEM, key: PEM }, (request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      if (request.method !== "POST" || request.url !== "/siteverify") {
        response.writeHead(404).end();
        return;
      }
      asked.push(Object.fromEntries(new URLSearchParams(body)));
      if (reply === "nothing") waiting.push((late) => response.end(late));
      else if ("body" in reply) {
        const { status, body, location } = reply;
        response.writeHead(status, location === undefined ? {} : { location }).end(body);
      } else response.end(JSON.stringify(reply));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  const restore = redirectHcaptcha(address.port);
  const stopListening = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return {
    asked,
    answerWith: (next) => {
      reply = next;
    },
    answerLate: (body) => {
      for (const answer of waiting.splice(0)) answer(body);
    },
    stopListening,
    close: async () => {
      restore();
      await stopListening();
    },
  };
}

/** The package's host is fixed, so Node is told where that host is and whom to trust for it. */
function redirectHcaptcha(port: number): () => void {
  const toLoopback: LookupFunction = (host, options, done) => {
    if (host !== "hcaptcha.com") done(new Error(`A test asked for ${host}.`), "", 0);
    else if (options.all) done(null, [{ address: "127.0.0.1", family: 4 }]);
    else done(null, "127.0.0.1", 4);
  };
  const { options } = globalAgent;
  const before = { ...options };
  Object.assign(options, { port, ca: PEM, lookup: toLoopback });
  return () => {
    for (const key of ["port", "ca", "lookup"] as const) delete options[key];
    Object.assign(options, before);
  };
}
