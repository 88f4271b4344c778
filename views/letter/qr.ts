import { encode, renderSVG } from "uqr";

/** Bears a stain or a fold on a poster; the white edge is as wide as the standard asks. */
const OPTIONS = { ecc: "M", border: 4 } as const;

/** An address as a QR code, as SVG, which prints well in any size. */
export function qrSvg(url: string): string {
  return renderSVG(url, { ...OPTIONS, whiteColor: "#fff", blackColor: "#000" });
}

/** The same as rows of squares, each black or not. */
export function qrSquares(url: string): boolean[][] {
  return encode(url, OPTIONS).data;
}
