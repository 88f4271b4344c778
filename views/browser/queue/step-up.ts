// A decision for which staff show first that it is still them: on a page of its own.

/** Whether the server wants to know first that it is still them. */
export async function asksForStepUp(response: Response): Promise<boolean> {
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  if (response.status !== 403 || !isJson) return false;
  const { error } = await response.clone().json();
  return error === "step-up";
}

/** Sends the decision as a form: the page that comes asks who it is, and sends it on. */
export function sendOnPage(action: string, body: URLSearchParams): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  for (const [name, value] of body) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
