// The queue works without this script. With it, all entries of a page can be selected at once,
// or all that look alike, and the bar says how many are.

const bulk = document.querySelector<HTMLFormElement>("form#bulk");
const head = document.querySelector<HTMLElement>("table.queue thead .select");

if (bulk && head) {
  const boxes = [...document.querySelectorAll<HTMLInputElement>("input[name=id][form=bulk]")];
  const count = bulk.querySelector<HTMLElement>(".selected-count");
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", head.dataset["selectAll"] ?? "");
  head.append(all);

  const update = () => {
    const selected = boxes.filter((box) => box.checked).length;
    all.checked = selected === boxes.length;
    all.indeterminate = selected > 0 && selected < boxes.length;
    if (count)
      count.textContent = selected === 0 ? (count.dataset["none"] ?? "") : String(selected);
    for (const button of bulk.querySelectorAll<HTMLButtonElement>("button[name=decision]"))
      button.disabled = selected === 0;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    update();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-select-group]")) {
    const group = button.closest("tbody");
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const box of boxes) if (group?.contains(box)) box.checked = true;
      update();
    });
  }
  for (const box of boxes) box.addEventListener("change", update);
  update();
}
