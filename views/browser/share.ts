// Copies the address of a letter, if the browser lets a page do so; the address stands beside it.

for (const item of document.querySelectorAll<HTMLElement>(".copy")) {
  const button = item.querySelector("button");
  const said = item.querySelector<HTMLElement>("[role=status]");
  const { url, copied } = item.dataset;
  if (!(button && said && url && copied) || !navigator.clipboard) continue;
  item.hidden = false;
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(url).then(
      () => {
        said.textContent = copied;
      },
      () => {
        item.hidden = true;
      },
    );
  });
}
