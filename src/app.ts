import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Deps } from "./deps.ts";
import { BODY_SIZE_MAX } from "./limits.ts";
import { captchaRoutes } from "./web/captcha.ts";
import { refuseCrossSite } from "./web/cross-site.ts";
import { decisionRoutes } from "./web/decisions.tsx";
import { devMailRoutes } from "./web/dev-mail.tsx";
import { entryRoutes } from "./web/entry.tsx";
import { answerErrors, answerNotFound, TooLargeError } from "./web/errors.tsx";
import { exportRoutes } from "./web/exports.tsx";
import { refuseFlood } from "./web/flood.ts";
import { mailPreviewHeaders, securityHeaders } from "./web/headers.ts";
import { healthRoutes } from "./web/health.ts";
import { letterRoutes } from "./web/letter.tsx";
import { listRoutes } from "./web/list.tsx";
import { lostLinkRoutes } from "./web/lost-link.tsx";
import { refuseNul } from "./web/nul.ts";
import { ownPageRoutes } from "./web/own-page.tsx";
import type { WebEnv } from "./web/page.ts";
import { presenceRoutes } from "./web/presence.ts";
import { queueRoutes } from "./web/queue.tsx";
import { queueSearchRoutes } from "./web/queue-search.tsx";
import { signRoutes } from "./web/sign.tsx";
import { staffLetterRoutes } from "./web/staff-letters.tsx";
import { signInRoutes } from "./web/staff-sign-in.tsx";
import { suppressionRoutes } from "./web/suppression.tsx";
import { verificationRoutes } from "./web/verification.tsx";

/** The whole app: what every request passes, then the routes in the order of a signature's life. */
export function createApp(deps: Deps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.onError(answerErrors(deps));
  app.notFound(answerNotFound(deps));
  if (deps.mailFolder !== null) app.use("/dev/mail/:id/html", mailPreviewHeaders);
  app.use(securityHeaders(deps));
  app.use(refuseNul);
  app.use(refuseCrossSite(deps.config));
  app.use(refuseFlood(deps));
  app.use(
    bodyLimit({
      maxSize: BODY_SIZE_MAX,
      onError: () => {
        throw new TooLargeError();
      },
    }),
  );

  letterRoutes(app, deps); //       GET  /  /letters/:slug  /letters/:slug.json  …/privacy
  captchaRoutes(app, deps); //      GET  /captcha/challenge
  signRoutes(app, deps); //         POST /letters/:slug/signatures  GET …/check-your-inbox
  verificationRoutes(app, deps); // GET, POST /verification/:token
  ownPageRoutes(app, deps); //      GET, POST /signature/:token
  lostLinkRoutes(app, deps); //     GET, POST /letters/:slug/lost-link
  suppressionRoutes(app, deps); //  GET, POST /suppression/:token
  signInRoutes(app, deps); //       GET, POST /admin/sign-in  …/:token  POST /admin/sign-out
  staffLetterRoutes(app, deps); //  GET  /admin
  queueRoutes(app, deps); //        GET  /admin/letters/:slug/queue  …/queue.json
  decisionRoutes(app, deps); //     POST /admin/letters/:slug/decisions
  queueSearchRoutes(app, deps); //  POST /admin/letters/:slug/queue/search
  presenceRoutes(app, deps); //     POST /admin/letters/:slug/presence
  entryRoutes(app, deps); //        GET  /admin/letters/:slug/entries/:id
  exportRoutes(app, deps); //       GET, POST /admin/letters/:slug/exports
  listRoutes(app, deps); //         GET  /letters/:slug/signatories  ….json  ….csv
  healthRoutes(app, deps); //       GET  /healthz  /readyz
  if (deps.mailFolder !== null) devMailRoutes(app, deps, deps.mailFolder); // GET /dev/mail

  return app;
}
