import type { Hono } from "hono";
import { DevMailListPage, DevMailPage } from "../../../views/dev/mail.tsx";
import type { Deps, MailFolder } from "../../deps.ts";
import { frameFor, privatePage, type WebEnv } from "../page.ts";

/** The mail folder of a development server. Mounted only if there is one. */
export function devMailRoutes(app: Hono<WebEnv>, deps: Deps, folder: MailFolder): void {
  const frame = frameFor(deps);

  app.get("/dev/mail", async (c) => {
    const mails = await folder.list();
    return await privatePage(c, <DevMailListPage frame={frame} mails={mails} />);
  });

  app.get("/dev/mail/:id", async (c) => {
    const mail = await folder.read(c.req.param("id"));
    if (mail === null) return c.notFound();
    return await privatePage(c, <DevMailPage frame={frame} mail={mail} />);
  });

  app.get("/dev/mail/:id/html", async (c) => {
    const mail = await folder.read(c.req.param("id"));
    if (mail === null) return c.notFound();
    return c.html(mail.html);
  });
}
