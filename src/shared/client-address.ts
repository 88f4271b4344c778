import ipaddr from "ipaddr.js";

/**
 * The address that a request came from.
 *
 * `forwarded` is the X-Forwarded-For header. Only hops that are in `trusted` may name the one
 * before them, read from the right: what a client writes on the left proves nothing.
 */
export function clientAddress(
  peer: string,
  forwarded: string | undefined,
  trusted: readonly string[],
): string {
  const hops = (forwarded ?? "").split(",").map((hop) => hop.trim());
  let address = peer;
  while (isTrusted(address, trusted)) {
    const before = hops.pop();
    if (before === undefined || parse(before) === null) break;
    address = before;
  }
  return address;
}

export function isTrusted(address: string, ranges: readonly string[]): boolean {
  const parsed = parse(address);
  if (parsed === null) return false;
  return networksOf(ranges).some(
    ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits),
  );
}

/** An address, as IPv4 if IPv6 only carries it; null for what is not an address. */
function parse(address: string) {
  try {
    return ipaddr.process(address);
  } catch {
    return null;
  }
}

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Ranges are read once: every request asks for the same ones. */
const networks = new WeakMap<readonly string[], Network[]>();

function networksOf(ranges: readonly string[]): Network[] {
  const known = networks.get(ranges);
  if (known !== undefined) return known;
  const read = ranges.map((range) => {
    if (range.includes("/")) return ipaddr.parseCIDR(range);
    return ipaddr.parseCIDR(`${range}/${ipaddr.parse(range).kind() === "ipv4" ? 32 : 128}`);
  });
  networks.set(ranges, read);
  return read;
}

/** Whether an address is this machine's own. */
export function isLoopbackAddress(address: string): boolean {
  return isTrusted(address, LOOPBACK);
}

const LOOPBACK = ["127.0.0.0/8", "::1/128"];

export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || host.endsWith(".localhost") || isLoopbackAddress(host);
}

/**
 * The client and the network behind an address, as texts to be hashed: /32 and /24 for IPv4,
 * /64 and /48 for IPv6, since one customer commonly holds a whole /64.
 */
export function clientAndNetwork(address: string): { client: string; network: string } {
  const parsed = parse(address);
  if (parsed === null) return { client: address, network: address };
  const bytes = parsed.toByteArray();
  const [clientLength, networkLength] = bytes.length === 4 ? [4, 3] : [8, 6];
  return {
    client: bytes.slice(0, clientLength).join("."),
    network: bytes.slice(0, networkLength).join("."),
  };
}
