import { serve } from "@hono/node-server";
import { z } from "zod";

// Sends one answer to everybody, by the same server library and nothing else: the most that a page
// of these bytes can be sent. What it sends comes from its parent, and so does its end.
const answerSchema = z.object({ headers: z.record(z.string(), z.string()), body: z.string() });

process.once("message", (message) => {
  const { headers, body } = answerSchema.parse(message);
  const bytes = new Uint8Array(Buffer.from(body, "base64"));
  const fetch = () => new Response(bytes, { headers });
  serve({ fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => process.send?.({ port }));
});
