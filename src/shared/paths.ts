/** The addresses of all pages, without BASE_URL. Slugs and tokens need no escaping, by shape. */
export const paths = {
  home: "/",
  letter: (slug: string) => `/letters/${slug}`,
  signForm: (slug: string) => `/letters/${slug}#sign`,
  sign: (slug: string) => `/letters/${slug}/signatures`,
  inbox: (slug: string) => `/letters/${slug}/check-your-inbox`,
  list: (slug: string) => `/letters/${slug}/signatories`,
  listCsv: (slug: string) => `/letters/${slug}/signatories.csv`,
  listJson: (slug: string) => `/letters/${slug}/signatories.json`,
  privacy: (slug: string) => `/letters/${slug}/privacy`,
  challenge: (slug: string) => `/captcha/challenge?letter=${slug}`,
  verification: (token: string) => `/verification/${token}`,
  ownPage: (token: string) => `/signature/${token}`,
  lostLink: (slug: string) => `/letters/${slug}/lost-link`,
  suppression: (token: string) => `/suppression/${token}`,
  staff: "/admin",
  signIn: "/admin/sign-in",
  signInLink: (token: string) => `/admin/sign-in/${token}`,
  signOut: "/admin/sign-out",
  queue: (slug: string) => `/admin/letters/${slug}/queue`,
  decisions: (slug: string) => `/admin/letters/${slug}/decisions`,
  entry: (slug: string, id: string) => `/admin/letters/${slug}/entries/${id}`,
  exports: (slug: string) => `/admin/letters/${slug}/exports`,
  queueSearch: (slug: string) => `/admin/letters/${slug}/queue/search`,
  presence: (slug: string) => `/admin/letters/${slug}/presence`,
  askSecond: (slug: string, id: string) =>
    `/admin/letters/${slug}/entries/${id}/second-confirmation`,
  secondConfirmation: (token: string) => `/second-confirmation/${token}`,
  invalidations: (slug: string) => `/admin/letters/${slug}/invalidations`,
  invalidation: (slug: string, id: string) => `/admin/letters/${slug}/invalidations/${id}`,
  invalidationCancel: (slug: string, id: string) =>
    `/admin/letters/${slug}/invalidations/${id}/cancel`,
  invalidationProgress: (slug: string, id: string) =>
    `/admin/letters/${slug}/invalidations/${id}/progress`,
  letterHistory: (slug: string) => `/admin/letters/${slug}/history`,
  letterOverview: (slug: string) => `/admin/letters/${slug}`,
  letterState: (slug: string) => `/admin/letters/${slug}/state`,
  letterEdit: (slug: string) => `/admin/letters/${slug}/edit`,
  letterEditPreview: (slug: string) => `/admin/letters/${slug}/edit/preview`,
  letterDraft: (slug: string) => `/admin/letters/${slug}/draft`,
  letterVersion: (slug: string, id: string) => `/admin/letters/${slug}/versions/${id}`,
  letterSettings: (slug: string) => `/admin/letters/${slug}/settings`,
  letterReasons: (slug: string) => `/admin/letters/${slug}/reasons`,
  letterPeople: (slug: string) => `/admin/letters/${slug}/people`,
  letterImport: (slug: string) => `/admin/letters/${slug}/import`,
  importExample: (slug: string) => `/admin/letters/${slug}/import/example.csv`,
  newLetter: "/admin/new-letter",
  newLetterPreview: "/admin/new-letter/preview",
  account: "/admin/account",
  digest: "/admin/account/digest",
  people: "/admin/people",
  person: (id: string) => `/admin/people/${id}`,
  secondStep: "/admin/second-step",
  stepUp: "/admin/step-up",
  devMail: "/dev/mail",
} as const;

/** An address with the parts of a query that hold something. */
export function withQuery(path: string, query: Record<string, string | null>): string {
  const parts = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === "" ? [] : [[key, value]],
  );
  return parts.length === 0 ? path : `${path}?${new URLSearchParams(parts)}`;
}
