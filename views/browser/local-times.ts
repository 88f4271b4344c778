/**
 * Shows the moments of a page on the reader's clock, and the same in UTC on hover. Where a page
 * says how long ago something was, hovering shows both.
 */
export function showLocalTimes(): void {
  const { lang } = document.documentElement;
  const locale = lang === "en" ? "en-GB" : lang;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[datetime*="T"]')) {
    const local = format.format(new Date(time.dateTime));
    const shown = time.textContent ?? "";
    if (shown.endsWith(" UTC")) {
      time.title = shown;
      time.textContent = local;
    } else if (time.title !== "") time.title = `${local} (${time.title})`;
  }
}
