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
  devMail: "/dev/mail",
} as const;

/** An address with the parts of a query that hold something. */
export function withQuery(path: string, query: Record<string, string | null>): string {
  const parts = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === "" ? [] : [[key, value]],
  );
  return parts.length === 0 ? path : `${path}?${new URLSearchParams(parts)}`;
}
