import type { RoleName } from "../../../src/accounts/account.ts";
import { invite } from "../../../src/accounts/invite.ts";
import type { Deps } from "../../../src/deps.ts";
import type { Letter } from "../../../src/letters/letter.ts";
import { paths } from "../../../src/shared/pages/paths.ts";

/** A member of staff at a browser that follows where it is sent, and reads pages to their end. */
export type Visitor = {
  get: (path: string) => Promise<string>;
  /**
   * Sends a form; the ids are repeated. Gives where the answer redirects to, and throws if that is
   * nowhere.
   */
  post: (path: string, fields: Record<string, string>, ids?: string[]) => Promise<string>;
  /** Sends a form whose answer is a page or a file itself. */
  send: (path: string, fields: Record<string, string>) => Promise<Response>;
};

/** Signs somebody in at a server, with a role for a letter. */
export async function openVisitor(
  deps: Pick<Deps, "db" | "keys" | "clock" | "log">,
  origin: string,
  letter: Letter,
  role: RoleName,
): Promise<Visitor> {
  const invitation = {
    address: { local: role, domain: "bench.example" },
    displayName: "Mo",
    role,
    byMail: false,
    letterId: letter.id,
  };
  const { token } = await invite(deps, invitation);
  const headers: Record<string, string> = { "Sec-Fetch-Site": "same-origin" };
  const send = async (path: string, fields: Record<string, string>, ids: string[] = []) => {
    const body = new URLSearchParams(fields);
    for (const id of ids) body.append("id", id);
    return await fetch(origin + path, { method: "POST", headers, body, redirect: "manual" });
  };
  const get = async (path: string) => {
    const response = await fetch(origin + path, { headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return await response.text();
  };
  const signedIn = await send(paths.signInLink(token), {});
  headers["Cookie"] = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return {
    get,
    post: async (path, fields, ids = []) => {
      const response = await send(path, fields, ids);
      if (response.status !== 303) throw new Error(`${path} answered ${response.status}.`);
      await response.text();
      const next = response.headers.get("location") ?? "";
      if (ids.length === 0 && next.includes("/queue")) await get(next);
      return next;
    },
    send: async (path, fields) => {
      const response = await send(path, fields);
      if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
      return response;
    },
  };
}
