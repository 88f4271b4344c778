/** The addresses of all pages, without BASE_URL. Slugs and tokens need no escaping, by shape. */
export const paths = {
  home: "/",
  letter: (slug: string) => `/letters/${slug}`,
  signForm: (slug: string) => `/letters/${slug}#sign`,
  sign: (slug: string) => `/letters/${slug}/signatures`,
  inbox: (slug: string) => `/letters/${slug}/check-your-inbox`,
  list: (slug: string) => `/letters/${slug}/signatories`,
  privacy: (slug: string) => `/letters/${slug}/privacy`,
  challenge: (slug: string) => `/captcha/challenge?letter=${slug}`,
  verification: (token: string) => `/verification/${token}`,
  staff: "/admin",
  signIn: "/admin/sign-in",
  signInLink: (token: string) => `/admin/sign-in/${token}`,
  signOut: "/admin/sign-out",
  queue: (slug: string) => `/admin/letters/${slug}/queue`,
  decisions: (slug: string) => `/admin/letters/${slug}/decisions`,
  devMail: "/dev/mail",
} as const;

/** An address with the parts of a query that hold something. */
export function withQuery(path: string, query: Record<string, string | null>): string {
  const parts = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === "" ? [] : [[key, value]],
  );
  return parts.length === 0 ? path : `${path}?${new URLSearchParams(parts)}`;
}
