import { CopyError } from "../src/db/copy/rows.ts";
import { explainDatabase } from "../src/db/explain.ts";
import { copyInstance } from "../src/runtime/copy/copy.ts";
import { explainMistakes, readOptions, refuse, replayedSentence } from "./command.ts";

const USAGE = "Usage: npm run copy -- FROM_URL TO_URL [--erasures LEDGER] [--again]";

// Takes a whole instance from one database to another, which may be of another engine.
await explainMistakes(async () => {
  const { fromUrl, toUrl, startsAgain, erasures } = readArguments();
  try {
    const say = (line: string) => console.log(line);
    const replayed = await copyInstance(fromUrl, toUrl, { startsAgain, say, erasures });
    if (replayed !== null) say(replayedSentence(replayed));
  } catch (error) {
    const isOfCopy = error instanceof CopyError;
    const sentence = isOfCopy ? error.message : explainDatabase(error, toUrl);
    if (sentence !== null) refuse(sentence);
    throw error;
  }
  console.log(`The copy is complete, and the source is unchanged.
Start the server with DATABASE_URL set to the new database. Keep SECRET_KEY and all other settings
as they were. Then people stay signed in, mailed links work, and addresses can be read.`);
});

function readArguments() {
  const { values, positionals } = parse();
  const [fromUrl, toUrl] = positionals;
  if (fromUrl === undefined || toUrl === undefined || positionals.length > 2) refuse(USAGE);
  return { fromUrl, toUrl, startsAgain: values.again, erasures: values.erasures ?? null };
}

function parse() {
  return readOptions(
    {
      allowPositionals: true,
      options: { again: { type: "boolean", default: false }, erasures: { type: "string" } },
    },
    USAGE,
  );
}
