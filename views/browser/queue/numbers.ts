// The line above the queue: how many are in each tab, and what was decided today.

/** Shows each number where the page has it; one that is null is not shown. */
export function showNumbers(numbers: Readonly<Record<string, string | null>>): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-number]")) {
    const text = numbers[place.dataset["number"] ?? ""];
    if (text === undefined) continue;
    place.hidden = text === null;
    (place.querySelector(".count") ?? place).textContent = text;
  }
}
