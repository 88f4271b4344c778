import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Bodies, takesEncoding } from "../shared/pages/kept-page.ts";
import type { PageMemoryDeps } from "../shared/pages/page-memory.ts";

/** Good for text, and a page takes some milliseconds; the highest takes a hundred times as long. */
const BROTLI_QUALITY = 6;
/** A page of the queue takes 0.4 ms and becomes a sixth; level 6 takes 1 ms for a tenth less. */
const CHEAP = { level: constants.Z_BEST_SPEED };
/** In bytes: less fits into one packet anyway. */
const LEAST_BYTES = 1_400;

type Body = Uint8Array<ArrayBuffer>;
type Compressed = Omit<Bodies, "identity">;

/** How kept pages are compressed, off the event loop. */
export const compressPage: PageMemoryDeps["compress"] = { well, cheaply };

/** Once, for all who will read the page. */
async function well(body: Body): Promise<Compressed> {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(body, options),
    promisify(gzip)(body),
  ]);
  return { br: new Uint8Array(br), gzip: new Uint8Array(zipped) };
}

/** For the one who asked for it, and hardly anybody else. */
async function cheaply(body: Body): Promise<Compressed> {
  return { gzip: new Uint8Array(await promisify(gzip)(body, CHEAP)) };
}

/** What answers a request; it is handed on whatever else it takes. */
type Answer<More extends unknown[]> = (
  request: Request,
  ...more: More
) => Response | Promise<Response>;

/**
 * Compresses the pages among the answers for readers who take gzip, except what the app says must
 * stay as it is (`no-transform`). Files and JSON are left alone: they are made while they are read,
 * or small.
 */
export function compressing<More extends unknown[]>(answer: Answer<More>): Answer<More> {
  return async (request, ...more) => {
    const response = await answer(request, ...more);
    if (!isPage(response)) return response;
    const takesGzip = takesEncoding(request.headers.get("Accept-Encoding") ?? undefined, "gzip");
    const mayChange = !/\bno-transform\b/.test(response.headers.get("Cache-Control") ?? "");
    response.headers.append("Vary", "Accept-Encoding");
    if (!takesGzip || !mayChange || response.body === null) return response;
    const body = new Uint8Array(await response.arrayBuffer());
    const { status, headers } = response;
    if (body.byteLength < LEAST_BYTES) return new Response(body, { status, headers });
    const zipped = await promisify(gzip)(body, CHEAP);
    headers.set("Content-Encoding", "gzip");
    headers.set("Content-Length", `${zipped.byteLength}`);
    return new Response(new Uint8Array(zipped), { status, headers });
  };
}

/** One of ours that is not compressed yet, as those from memory are. */
function isPage({ headers }: Response): boolean {
  const isHtml = headers.get("Content-Type")?.startsWith("text/html") ?? false;
  return isHtml && !headers.has("Content-Encoding") && !headers.has("Vary");
}
