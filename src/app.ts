import { Hono } from "hono";
import type { Deps } from "./deps.ts";
import { accountRoutes } from "./web/account.tsx";
import { limitBody } from "./web/body-limit.ts";
import { captchaRoutes } from "./web/captcha.ts";
import { refuseCrossSite } from "./web/cross-site.ts";
import { decisionRoutes } from "./web/decisions.tsx";
import { devMailRoutes } from "./web/dev-mail.tsx";
import { digestRoutes } from "./web/digest.tsx";
import { entryRoutes } from "./web/entry.tsx";
import { answerErrors, answerNotFound } from "./web/errors.tsx";
import { exportRoutes } from "./web/exports.tsx";
import { refuseFlood } from "./web/flood.ts";
import { answerFromMemory } from "./web/from-memory.ts";
import { mailPreviewHeaders, securityHeaders } from "./web/headers.ts";
import { healthRoutes } from "./web/health.ts";
import { invalidationRoutes } from "./web/invalidation.tsx";
import { invalidationsRoutes } from "./web/invalidations.tsx";
import { letterRoutes } from "./web/letter.tsx";
import { editRoutes } from "./web/letter-edit.tsx";
import { letterHistoryRoutes } from "./web/letter-history.tsx";
import { importRoutes } from "./web/letter-import.tsx";
import { newLetterRoutes } from "./web/letter-new.tsx";
import { overviewRoutes } from "./web/letter-overview.tsx";
import { letterPeopleRoutes } from "./web/letter-people.tsx";
import { settingsRoutes } from "./web/letter-settings.tsx";
import { listRoutes } from "./web/list.tsx";
import { lostLinkRoutes } from "./web/lost-link.tsx";
import { measure, metricsRoutes } from "./web/metrics.ts";
import { refuseNul } from "./web/nul.ts";
import { ownPageRoutes } from "./web/own-page.tsx";
import type { WebEnv } from "./web/page.ts";
import { passkeyRoutes } from "./web/passkeys.tsx";
import { peopleRoutes } from "./web/people.tsx";
import { presenceRoutes } from "./web/presence.ts";
import { queueRoutes } from "./web/queue.tsx";
import { queueSearchRoutes } from "./web/queue-search.tsx";
import { reasonRoutes } from "./web/reasons.tsx";
import { secondConfirmationRoutes } from "./web/second-confirmation.tsx";
import { secondStepRoutes } from "./web/second-step.tsx";
import { signRoutes } from "./web/sign.tsx";
import { staffLetterRoutes } from "./web/staff-letters.tsx";
import { signInRoutes } from "./web/staff-sign-in.tsx";
import { stepUpRoutes } from "./web/step-up-page.tsx";
import { suppressionRoutes } from "./web/suppression.tsx";
import { refuseWrites, switchRoutes } from "./web/switches.tsx";
import { verificationRoutes } from "./web/verification.tsx";

/** The whole app: what every request passes, then the routes in the order of a signature's life. */
export function createApp(deps: Deps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.onError(answerErrors(deps));
  app.notFound(answerNotFound(deps));
  if (deps.mailFolder !== null) app.use("/dev/mail/:id/html", mailPreviewHeaders);
  if (deps.metrics !== null) app.use(measure(deps.metrics));
  app.use(answerFromMemory(deps));
  app.use(securityHeaders(deps));
  app.use(refuseNul);
  app.use(refuseCrossSite(deps.config));
  app.use(refuseFlood(deps));
  app.use(refuseWrites(deps));
  app.use(limitBody);

  letterRoutes(app, deps); //       GET  /  /letters/:slug  /letters/:slug.json  …/privacy
  captchaRoutes(app, deps); //      GET  /captcha/challenge
  signRoutes(app, deps); //         POST /letters/:slug/signatures  GET …/check-your-inbox
  verificationRoutes(app, deps); // GET, POST /verification/:token
  ownPageRoutes(app, deps); //      GET, POST /signature/:token
  lostLinkRoutes(app, deps); //     GET, POST /letters/:slug/lost-link
  suppressionRoutes(app, deps); //  GET, POST /suppression/:token
  signInRoutes(app, deps); //       GET, POST /admin/sign-in  …/:token  POST /admin/sign-out
  secondStepRoutes(app, deps); //   GET, POST /admin/second-step  …/options  …/recovery
  stepUpRoutes(app, deps); //       GET, POST /admin/step-up  …/options  …/mail  …/:token
  passkeyRoutes(app, deps); //      GET, POST /admin/account/passkeys  …/new  …/options  …/remove
  accountRoutes(app, deps); //      GET  /admin/account  POST …/recovery-codes  …/sessions
  peopleRoutes(app, deps); //       GET, POST /admin/people  …/:id
  switchRoutes(app, deps); //       GET, POST /admin/switches
  letterPeopleRoutes(app, deps); // GET, POST /admin/letters/:slug/people
  staffLetterRoutes(app, deps); //  GET  /admin
  newLetterRoutes(app, deps); //    GET, POST /admin/new-letter  POST …/preview
  overviewRoutes(app, deps); //     GET  /admin/letters/:slug  POST …/state
  editRoutes(app, deps); //         GET, POST …/edit  …/edit/preview  GET …/versions/:id  …/draft
  settingsRoutes(app, deps); //     GET, POST /admin/letters/:slug/settings
  importRoutes(app, deps); //       GET, POST /admin/letters/:slug/import  GET …/example.csv
  queueRoutes(app, deps); //        GET  /admin/letters/:slug/queue  …/queue.json
  decisionRoutes(app, deps); //     POST /admin/letters/:slug/decisions
  queueSearchRoutes(app, deps); //  POST /admin/letters/:slug/queue/search
  presenceRoutes(app, deps); //     POST /admin/letters/:slug/presence
  entryRoutes(app, deps); //        GET  /admin/letters/:slug/entries/:id
  invalidationsRoutes(app, deps); // GET, POST /admin/letters/:slug/invalidations
  invalidationRoutes(app, deps); // GET, POST /admin/letters/:slug/invalidations/:id
  secondConfirmationRoutes(app, deps); // POST …/entries/:id/second-confirmation, and its link
  reasonRoutes(app, deps); //       GET, POST /admin/letters/:slug/reasons
  exportRoutes(app, deps); //       GET, POST /admin/letters/:slug/exports
  letterHistoryRoutes(app, deps); // GET, POST /admin/letters/:slug/history
  digestRoutes(app, deps); //       GET, POST /admin/account/digest
  listRoutes(app, deps); //         GET  /letters/:slug/signatories  ….json  ….csv
  healthRoutes(app, deps); //       GET  /healthz  /readyz
  if (deps.metrics !== null) metricsRoutes(app, deps.metrics); // GET /metrics
  if (deps.mailFolder !== null) devMailRoutes(app, deps, deps.mailFolder); // GET /dev/mail

  return app;
}
