/** What the build noted down: `wrangler.toml` leads this name to `dist/built.json`. */
declare module "undersigned:built" {
  export const assets: Record<string, string>;
  export const migrations: string[];
}
