import { posix } from "node:path";
import { type Expression, parseSync, type StringLiteral, Visitor } from "oxc-parser";
import { COMPUTED } from "./rooms.ts";

export type Module = {
  path: string;
  /** Each import, types included. */
  imports: readonly Import[];
  /** Each name that its code says, with the line where it first does. */
  names: readonly Mention[];
};

type Mention = { name: string; line: number };

/** An import of a file of ours, by its path, or of a package. */
export type Import = Mention & { isOurs: boolean };

/**
 * Reads what a file imports and names, by a parser, so that no way of writing it escapes.
 *
 * Throws if the file cannot be parsed: then nobody knows what it imports.
 */
export function readModule({ path, text }: { path: string; text: string }): Module {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const imports: Import[] = [];
  const names = new Map<string, number>();
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;

  function addImport(source: Expression | null) {
    if (source === null) return;
    const specifier = isText(source) ? source.value : COMPUTED;
    const isOurs = specifier.startsWith(".");
    const name = isOurs ? posix.join(posix.dirname(path), specifier) : specifier;
    imports.push({ name, isOurs, line: lineOf(source.start) });
  }
  function addName(name: string, start: number) {
    if (!names.has(name)) names.set(name, start);
  }

  new Visitor({
    ImportDeclaration: ({ source }) => addImport(source),
    ExportNamedDeclaration: ({ source }) => addImport(source),
    ExportAllDeclaration: ({ source }) => addImport(source),
    ImportExpression: ({ source }) => addImport(source),
    TSImportType: ({ source }) => addImport(source),
    TSExternalModuleReference: ({ expression }) => addImport(expression),
    Identifier: ({ name, start }) => addName(name, start),
    // A property by its text: `deps["db"]`, and `const { "db": database } = deps`.
    MemberExpression: ({ property }) => isText(property) && addName(property.value, property.start),
    Property: ({ key }) => isText(key) && addName(key.value, key.start),
  }).visit(program);

  return {
    path,
    imports,
    names: [...names].map(([name, start]) => ({ name, line: lineOf(start) })),
  };
}

function isText(node: { type: string }): node is StringLiteral {
  return node.type === "Literal" && "value" in node && typeof node.value === "string";
}
