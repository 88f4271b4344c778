import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";

// A form that needs a passkey asks the browser for one before it is sent: what the passkey answers
// is sent along in a hidden field. Forms that send a recovery code or ask for a mail work without.

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  const field = form.querySelector<HTMLInputElement>("input[name=response]");
  const status = form.querySelector<HTMLElement>("[role=alert]");
  if (!field || !status) continue;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    status.textContent = "";
    if (!browserSupportsWebAuthn()) {
      status.textContent = form.dataset["unsupported"] ?? "";
      return;
    }
    answer(form)
      .then((response) => {
        if (response === null) return;
        field.value = JSON.stringify(response);
        form.submit();
      })
      .catch(() => {
        status.textContent = form.dataset["failed"] ?? "";
      });
  });
}

/** What the passkey answers; null if the browser goes elsewhere first. */
async function answer(form: HTMLFormElement) {
  const headers = { Accept: "application/json" };
  const asked = await fetch(form.dataset["options"] ?? "", { method: "POST", headers });
  if (asked.status === 401 || asked.status === 403) {
    // Another step comes before this one: the page itself leads there.
    location.reload();
    return null;
  }
  if (!asked.ok) throw new Error(`The options answered ${asked.status}.`);
  const optionsJSON = await asked.json();
  return form.dataset["passkey"] === "create"
    ? await startRegistration({ optionsJSON })
    : await startAuthentication({ optionsJSON });
}
