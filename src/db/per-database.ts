import type { Db } from "./db.ts";

/** What a process keeps for each database that it has open, made when first asked for. */
export function perDatabase<Kept>(make: (db: Db) => Kept): (db: Db) => Kept {
  const kept = new WeakMap<Db, Kept>();
  return (db) => {
    const known = kept.get(db);
    if (known !== undefined) return known;
    const made = make(db);
    kept.set(db, made);
    return made;
  };
}
