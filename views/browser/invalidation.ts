// The page works without this script. With it, the progress is updated without a reload.

const place = document.querySelector<HTMLElement>("[data-progress]");
const POLL_MS = 2000;

if (place) {
  const bar = place.querySelector("progress");
  const sentence = place.querySelector<HTMLElement>(".sentence");

  const look = async () => {
    const response = await fetch(place.dataset["progress"] ?? "", { credentials: "same-origin" });
    if (!response.ok) return;
    const now = await response.json();
    if (now.standing !== place.dataset["standing"]) return location.reload();
    if (bar) bar.value = now.done;
    if (sentence) sentence.textContent = now.sentence;
    setTimeout(again, POLL_MS);
  };
  // A server that is away for a moment is asked again.
  const again = () => void look().catch(() => setTimeout(again, POLL_MS));
  setTimeout(again, POLL_MS);
}
