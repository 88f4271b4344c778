import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviceLabel } from "../../../src/shared/text/device-label.ts";

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

const BROWSERS = ["Edge", "Opera", "Firefox", "Chrome", "Safari"];
const SYSTEMS = ["iPad", "Windows", "ChromeOS"];
/** What the words below can make. */
const LABELS = [
  ...["", ...BROWSERS, ...SYSTEMS],
  ...BROWSERS.flatMap((browser) => SYSTEMS.map((system) => `${browser} on ${system}`)),
];

describe("the label of a browser", () => {
  it.each([
    ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"],
    ["Chrome on Windows", `${WINDOWS} ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
    ["Edge on Windows", `${WINDOWS} ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`],
    ["Safari on macOS", `${MAC} AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15`],
    [
      "Safari on iPhone",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
    ],
    [
      "Chrome on Android",
      `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/140.0 Safari/537.36`,
    ],
  ])("is %s", (label, userAgent) => {
    expect(deviceLabel(userAgent)).toBe(label);
  });

  it("is empty if nothing is known, and repeats nothing that a client wrote", () => {
    expect(deviceLabel(undefined)).toBe("");
    expect(deviceLabel("curl/8")).toBe("");
    const known = ["Edg/", "OPR/", "FxiOS/", "Chrome/", "Safari/", "iPad", "Windows NT", "CrOS"];
    const piece = fc.oneof(fc.constantFrom(...known), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        expect(LABELS).toContain(deviceLabel(pieces.join(" ")));
      }),
      { numRuns: 500 },
    );
  });
});
