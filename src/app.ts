import { Hono } from "hono";
import type { Deps } from "./deps.ts";
import { correctionRoutes } from "./web/correction/routes.ts";
import { copyRoutes } from "./web/desk/copies.tsx";
import { draftRoutes } from "./web/desk/draft.tsx";
import { editRoutes } from "./web/desk/edit.tsx";
import { staffLetterRoutes } from "./web/desk/letters.tsx";
import { lookRoutes } from "./web/desk/look.tsx";
import { newLetterRoutes } from "./web/desk/new.tsx";
import { overviewRoutes } from "./web/desk/overview.tsx";
import { letterPeopleRoutes } from "./web/desk/people.tsx";
import { reaffirmRoutes } from "./web/desk/reaffirm.tsx";
import { reasonRoutes } from "./web/desk/reasons.tsx";
import { retentionRoutes } from "./web/desk/retention.tsx";
import { settingsRoutes } from "./web/desk/settings.tsx";
import { deskVersionRoutes } from "./web/desk/versions.tsx";
import { componentsRoutes } from "./web/dev/components.tsx";
import { devMailRoutes } from "./web/dev/mail.tsx";
import { exportRoutes } from "./web/export/routes.tsx";
import { limitBody } from "./web/guards/body-limit.ts";
import { refuseCompression } from "./web/guards/compression.ts";
import { refuseCrossSite } from "./web/guards/cross-site.ts";
import { answerErrors, answerNotFound } from "./web/guards/errors.tsx";
import { refuseFlood } from "./web/guards/flood.ts";
import { imageHeaders, mailPreviewHeaders, securityHeaders } from "./web/guards/headers.ts";
import { measure, metricsRoutes } from "./web/guards/metrics.ts";
import { refuseNul } from "./web/guards/nul.ts";
import { guardStaff } from "./web/guards/staff.tsx";
import { healthRoutes } from "./web/health.ts";
import { letterHistoryRoutes } from "./web/history/routes.tsx";
import { importRecordRoutes } from "./web/import/record.tsx";
import { importRoutes } from "./web/import/routes.tsx";
import { invalidationsRoutes } from "./web/invalidation/list.tsx";
import { invalidationRoutes } from "./web/invalidation/one.tsx";
import { answerFromMemory } from "./web/letter/from-memory.ts";
import { listRoutes } from "./web/letter/list.tsx";
import { letterRoutes } from "./web/letter/page.tsx";
import { shareRoutes } from "./web/letter/share.ts";
import { versionRoutes } from "./web/letter/versions.tsx";
import { massActRoutes } from "./web/mass/routes.tsx";
import { entriesRoutes } from "./web/own-page/entries.tsx";
import { ownPageRoutes } from "./web/own-page/routes.tsx";
import { type StaffEnv, tellSite, type WebEnv } from "./web/page.ts";
import { askSignatoryRoutes } from "./web/question/ask-moderator.ts";
import { askOrganisationRoutes } from "./web/question/ask-second.ts";
import { questionRoutes } from "./web/question/routes.tsx";
import { besideRoutes } from "./web/queue/beside.tsx";
import { decisionRoutes } from "./web/queue/decisions.tsx";
import { entryRoutes } from "./web/queue/entry.tsx";
import { presenceRoutes } from "./web/queue/presence.ts";
import { queueRoutes } from "./web/queue/routes.tsx";
import { queueSearchRoutes } from "./web/queue/search.tsx";
import { robotsRoutes } from "./web/robots.ts";
import { captchaRoutes } from "./web/signing/captcha.ts";
import { lostLinkRoutes } from "./web/signing/lost-link.tsx";
import { signRoutes } from "./web/signing/routes.tsx";
import { suppressionRoutes } from "./web/signing/suppression.tsx";
import { verificationRoutes } from "./web/signing/verification.tsx";
import { aboutRoutes } from "./web/site/about.tsx";
import { accentRoutes } from "./web/site/accent.ts";
import { imageRoutes } from "./web/site/images.ts";
import { siteRoutes } from "./web/site/settings.tsx";
import { accountRoutes } from "./web/staff/account.tsx";
import { authenticatorRoutes } from "./web/staff/authenticator.tsx";
import { digestRoutes } from "./web/staff/digest.tsx";
import { passkeyRoutes } from "./web/staff/passkeys.tsx";
import { peopleRoutes } from "./web/staff/people.tsx";
import { secondStepRoutes } from "./web/staff/second-step.tsx";
import { signInRoutes } from "./web/staff/sign-in.tsx";
import { stepUpRoutes } from "./web/staff/step-up-page.tsx";
import { refuseWrites, switchRoutes } from "./web/staff/switches.tsx";

/** The whole app: what every request passes, then the routes in the order of a signature's life. */
export function createApp(deps: Deps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.onError(answerErrors(deps));
  app.notFound(answerNotFound(deps));
  app.use(tellSite(deps));
  if (deps.mailFolder !== null) app.use("/dev/mail/:id/html", mailPreviewHeaders);
  app.use("/images/*", imageHeaders);
  if (deps.metrics !== null) app.use(measure(deps.metrics));
  app.use(answerFromMemory(deps));
  app.use(securityHeaders(deps));
  app.use(refuseCompression());
  app.use(refuseNul);
  app.use(refuseCrossSite(deps.config));
  app.use(refuseFlood(deps));
  app.use(refuseWrites(deps));
  app.use(limitBody);
  const staff = app.use("/admin/*", guardStaff(deps));

  letterRoutes(app, deps); //       GET  /  /letters/:slug  /letters/:slug.json  …/privacy
  captchaRoutes(app, deps); //      GET  /captcha/challenge
  signRoutes(app, deps); //         POST /letters/:slug/signatures  GET …/check-your-inbox
  verificationRoutes(app, deps); // GET, POST /verification/:token
  ownPageRoutes(app, deps); //      GET, POST /signature/:token  GET …/copy
  lostLinkRoutes(app, deps); //     GET, POST /letters/:slug/lost-link  /lost-link
  entriesRoutes(app, deps); //      GET, POST /entries/:token
  suppressionRoutes(app, deps); //  GET, POST /suppression/:token
  questionRoutes(app, deps); //     GET, POST /question/:token  /second-confirmation/:token
  listRoutes(app, deps); //         GET  /letters/:slug/signatories  ….json  ….csv
  versionRoutes(app, deps); //      GET  /letters/:slug/versions  ….json  …/:number  ….json  ….txt
  shareRoutes(app, deps); //        GET  /letters/:slug/share-REVISION.png  …/badge.svg  …/qr.svg
  aboutRoutes(app, deps); //        GET  /about
  imageRoutes(app, deps); //        GET  /images/:name
  accentRoutes(app); //             GET  /colours/PLACE-LIGHT-DARK.css
  robotsRoutes(app, deps); //       GET  /robots.txt  /sitemap.xml
  healthRoutes(app, deps); //       GET  /healthz  /readyz
  if (deps.metrics !== null) metricsRoutes(app, deps.metrics); // GET /metrics
  if (deps.mailFolder !== null) {
    devMailRoutes(app, deps, deps.mailFolder); // GET /dev/mail
    componentsRoutes(app, deps); // GET /dev/components
  }
  signInRoutes(app, deps); //       GET, POST /admin/sign-in  …/:token  POST /admin/sign-out
  staffRoutes(staff, deps);

  return app;
}

/**
 * What staff do. The guard asks src/accounts/access.ts about each of these, and no route here can
 * be reached without it.
 */
function staffRoutes(staff: Hono<StaffEnv>, deps: Deps): void {
  secondStepRoutes(staff, deps); //   GET, POST /admin/second-step  …/options  …/code  …/recovery
  stepUpRoutes(staff, deps); //       GET, POST /admin/step-up  …/options  …/code  …/mail  …/:token
  authenticatorRoutes(staff, deps); // GET, POST /admin/account/authenticator  …/remove
  passkeyRoutes(staff, deps); //      GET, POST /admin/account/passkeys  …/new  …/options  …/remove
  accountRoutes(staff, deps); //      GET  /admin/account  POST …/recovery-codes  …/sessions
  peopleRoutes(staff, deps); //       GET, POST /admin/people  …/:id
  switchRoutes(staff, deps); //       GET, POST /admin/switches
  siteRoutes(staff, deps); //         GET, POST /admin/site
  letterPeopleRoutes(staff, deps); // GET, POST /admin/letters/:slug/people
  staffLetterRoutes(staff, deps); //  GET  /admin
  newLetterRoutes(staff, deps); //    GET, POST /admin/new-letter  POST …/preview
  overviewRoutes(staff, deps); //     GET  /admin/letters/:slug  POST …/state
  editRoutes(staff, deps); //         GET, POST …/edit  …/edit/preview
  copyRoutes(staff, deps); //         GET, POST /admin/letters/:slug/copy  …/delete
  draftRoutes(staff, deps); //        GET, POST /admin/letters/:slug/draft
  deskVersionRoutes(staff, deps); //  GET …/versions/:id  POST …/proposed-text
  reaffirmRoutes(staff, deps); //     GET, POST /admin/letters/:slug/reaffirm
  settingsRoutes(staff, deps); //     GET, POST /admin/letters/:slug/settings
  lookRoutes(staff, deps); //         GET, POST /admin/letters/:slug/look
  retentionRoutes(staff, deps); //    GET  /admin/letters/:slug/retention
  importRoutes(staff, deps); //       GET, POST /admin/letters/:slug/import  GET …/example.csv
  importRecordRoutes(staff, deps); // GET, POST /admin/letters/:slug/imports/:id  POST …/stop
  queueRoutes(staff, deps); //        GET  /admin/letters/:slug/queue  …/queue.json
  decisionRoutes(staff, deps); //     POST /admin/letters/:slug/decisions
  queueSearchRoutes(staff, deps); //  POST /admin/letters/:slug/queue/search
  besideRoutes(staff, deps); //       GET  /admin/letters/:slug/queue/beside
  presenceRoutes(staff, deps); //     POST /admin/letters/:slug/presence
  entryRoutes(staff, deps); //        GET  /admin/letters/:slug/entries/:id
  askOrganisationRoutes(staff, deps); // POST /admin/letters/:slug/entries/:id/second-confirmation
  correctionRoutes(staff, deps); //   POST /admin/letters/:slug/entries/:id/correction
  askSignatoryRoutes(staff, deps); //  POST /admin/letters/:slug/entries/:id/question
  invalidationsRoutes(staff, deps); // GET, POST /admin/letters/:slug/invalidations
  invalidationRoutes(staff, deps); // GET, POST /admin/letters/:slug/invalidations/:id
  massActRoutes(staff, deps); //      GET …/releases  POST …/releases/:id
  reasonRoutes(staff, deps); //       GET, POST /admin/letters/:slug/reasons
  exportRoutes(staff, deps); //       GET, POST /admin/letters/:slug/exports
  letterHistoryRoutes(staff, deps); // GET, POST /admin/letters/:slug/history
  digestRoutes(staff, deps); //       GET, POST /admin/account/digest
}
