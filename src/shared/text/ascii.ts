/** Whether a text has ASCII alone, without control characters: Unicode's rules change none of it. */
export function isPlainAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
