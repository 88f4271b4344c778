/** A browser in which somebody of the letter's staff is signed in. */
type Reader = { get: (path: string) => Promise<Response> };

/** How many entries the server tells of at once. */
const AT_ONCE = 10;

/** A page of the queue, with what stands beside each of its rows while that is the current one. */
export async function queueWithBeside(reader: Reader, address: string): Promise<string> {
  const page = await (await reader.get(address)).text();
  const ids = [...page.matchAll(/<tr id="entry-([^"]+)/g)].map(([, id = ""]) => ["id", id]);
  const [path = "", query = ""] = address.split("?");
  const state = new URLSearchParams(query).get("state") ?? "pending";
  const texts = [page];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const asked = new URLSearchParams([["state", state], ...ids.slice(from, from + AT_ONCE)]);
    texts.push(await (await reader.get(`${path}/beside?${asked}`)).text());
  }
  return texts.join("\n");
}
