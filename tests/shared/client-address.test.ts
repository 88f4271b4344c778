import { describe, expect, it } from "vitest";
import { clientAddress, clientAndNetwork } from "../../src/shared/client-address.ts";

const TRUSTED = ["127.0.0.0/8", "10.0.0.0/8", "::1"];

describe("the client's address", () => {
  const cases: [string, string, string | undefined, string][] = [
    ["is the peer's where no proxy is trusted", "203.0.113.5", "1.2.3.4", "203.0.113.5"],
    [
      "is the right-most hop that is no proxy of ours",
      "127.0.0.1",
      "6.6.6.6, 198.51.100.7, 10.1.2.3",
      "198.51.100.7",
    ],
    [
      "is not what the client claims on the left",
      "127.0.0.1",
      "6.6.6.6, 198.51.100.7",
      "198.51.100.7",
    ],
    ["is the proxy's where it says nothing", "127.0.0.1", undefined, "127.0.0.1"],
    ["is the last that is an address", "127.0.0.1", "nonsense", "127.0.0.1"],
    [
      "is read through IPv6 loopback and mapped addresses",
      "::1",
      "2001:db8::5, ::ffff:10.0.0.1",
      "2001:db8::5",
    ],
    ["is a proxy's own where all hops are ours", "127.0.0.1", "10.0.0.1", "10.0.0.1"],
  ];
  it.each(cases)("%s", (_, peer, forwarded, expected) => {
    expect(clientAddress(peer, forwarded, TRUSTED)).toBe(expected);
  });

  it("counts an IPv6 customer as one, and an IPv4 address written either way as one", () => {
    expect(clientAndNetwork("2001:db8:1:2::1").client).toBe(
      clientAndNetwork("2001:db8:1:2:ffff::9").client,
    );
    expect(clientAndNetwork("2001:db8:1:2::1").client).not.toBe(
      clientAndNetwork("2001:db8:1:3::1").client,
    );
    expect(clientAndNetwork("2001:db8:1:2::1").network).toBe(
      clientAndNetwork("2001:db8:1:3::1").network,
    );
    expect(clientAndNetwork("::ffff:192.0.2.1")).toEqual(clientAndNetwork("192.0.2.1"));
    expect(clientAndNetwork("192.0.2.1").network).toBe(clientAndNetwork("192.0.2.99").network);
    expect(clientAndNetwork("unknown").client).toBe("unknown");
  });
});
