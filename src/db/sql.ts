/** A piece of SQL: its texts, and the values between them, which are bound. */
export type Sql = { texts: readonly string[]; values: readonly unknown[] };

/** A piece of SQL from a template, into which values and other pieces are put. */
export function sql(template: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const texts = [template[0] ?? ""];
  const values: unknown[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      texts.push(`${texts.pop()}${part.texts[0]}`, ...part.texts.slice(1));
      values.push(...part.values);
    } else {
      texts.push("");
      values.push(part);
    }
    texts.push(`${texts.pop()}${template[index + 1]}`);
  });
  return { texts, values };
}

/** A piece of SQL as it stands, without values. */
export function text(written: string): Sql {
  return { texts: [written], values: [] };
}

/** Pieces with a text between them. */
export function joined(pieces: readonly Sql[], between: string): Sql {
  return pieces.reduce((all, piece) => {
    const texts = [...all.texts];
    texts.push(`${texts.pop()}${between}${piece.texts[0]}`, ...piece.texts.slice(1));
    return { texts, values: [...all.values, ...piece.values] };
  });
}

/** Values with commas between them. */
export function listed(values: readonly unknown[]): Sql {
  return joined(
    values.map((value) => sql`${value}`),
    ", ",
  );
}

/** A piece of SQL as `$queryRaw` takes it, whichever engine numbers its values how. */
export function template({ texts, values }: Sql): [TemplateStringsArray, ...unknown[]] {
  return [Object.assign([...texts], { raw: texts }), ...values];
}

function isSql(part: unknown): part is Sql {
  return typeof part === "object" && part !== null && "texts" in part && "values" in part;
}
