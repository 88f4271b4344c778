import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { PageMemoryDeps } from "../shared/pages/page-memory.ts";

/** Good for text, and a page takes some milliseconds; the highest takes a hundred times as long. */
const BROTLI_QUALITY = 6;

/** Compresses a page once, off the event loop, for all who will read it. */
export const compressPage: PageMemoryDeps["compress"] = async (body) => {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(body, options),
    promisify(gzip)(body),
  ]);
  return { br: new Uint8Array(br), gzip: new Uint8Array(zipped) };
};
