/** Whether a text has printable ASCII alone, so that no rule of Unicode changes it. */
export function isPlainAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
