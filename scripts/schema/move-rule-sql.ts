import { type MoveRule, moveRules } from "../../src/signatures/move-rules.ts";

/** A rule as a database has it. */
export type StoredRule = { [Column in keyof MoveRule]: string | boolean | null };

/** The SQL, alike for every engine, that makes the rules of a database those of this checkout. */
export function moveRuleSql(there: readonly StoredRule[]): string {
  const wanted = moveRules();
  const isIn = (rules: readonly StoredRule[], one: StoredRule) =>
    rules.some((rule) => rowOf(rule) === rowOf(one));
  const gone = there.filter((rule) => !isIn(wanted, rule));
  const fresh = wanted.filter((rule) => !isIn(there, rule));
  const deletions = gone.map(
    ({ name, fromState, toState }) =>
      `DELETE FROM move_rule WHERE name = ${literal(name)} AND from_state = ${literal(fromState)} AND to_state = ${literal(toState)};\n`,
  );
  const insertion = `INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES\n${fresh.map((rule) => `  (${rowOf(rule)})`).join(",\n")};\n`;
  return deletions.join("") + (fresh.length === 0 ? "" : insertion);
}

function rowOf(rule: StoredRule): string {
  return [
    rule.name,
    rule.fromState,
    rule.toState,
    rule.event,
    rule.mail,
    rule.isDecision,
    rule.drops,
    rule.returns,
    rule.erases,
    rule.remembers,
  ]
    .map(literal)
    .join(", ");
}

function literal(value: string | boolean | null): string {
  return typeof value === "string" ? `'${value}'` : String(value).toUpperCase();
}
