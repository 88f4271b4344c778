/** One statement of a file of SQL, and the line that it begins on. */
export type SqlStatement = { sql: string; line: number };

/**
 * What may hold a semicolon that ends nothing comes first: comments, texts and names in quotes, and
 * PostgreSQL's texts between dollars.
 */
const TOKEN =
  /(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|e'(?:[^'\\]|\\[\s\S]|'')*'|'[^']*'|"[^"]*"|`[^`]*`|\$(?<tag>(?:[a-z_]\w*)?)\$[\s\S]*?\$\k<tag>\$|\w+|[\s\S]/gi;

/**
 * Cuts a file into its statements, without the semicolons between them. What is created with a body
 * between BEGIN and END, as SQLite's triggers are, ends at the END that follows a semicolon.
 *
 * Source: https://www.sqlite.org/c3ref/complete.html
 */
export function statementsIn(file: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let words: string[] = [];
  let start = 0;
  for (const { 0: token, index, groups } of file.matchAll(TOKEN)) {
    if (groups?.["blank"] !== undefined) continue;
    if (words.length === 0) start = index;
    if (token === ";" && !isInBody(words)) {
      if (words.length > 0) statements.push(cut(file, start, index));
      words = [];
    } else {
      words.push(token.toUpperCase());
    }
  }
  if (words.length > 0) statements.push(cut(file, start, file.length));
  return statements;
}

function isInBody(words: readonly string[]): boolean {
  if (words[0] !== "CREATE" || !words.includes("BEGIN")) return false;
  return !(words.at(-1) === "END" && words.at(-2) === ";");
}

function cut(file: string, start: number, end: number): SqlStatement {
  const line = file.slice(0, start).split("\n").length;
  return { sql: file.slice(start, end).trimEnd(), line };
}
