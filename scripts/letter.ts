import { changeLetterState } from "../src/letters/edit.ts";
import { isOpen } from "../src/letters/letter.ts";
import { letterOf, refuse, runCommand } from "./command.ts";

const USAGE = "Usage: npm run letter -- SLUG open|close|draft";
const STATES = { open: "open", close: "closed", draft: "draft" } as const;

// Opens, closes or hides a letter.
await runCommand(async (deps) => {
  const [slug, wish] = process.argv.slice(2);
  const name = Object.keys(STATES).find((known) => known === wish);
  if (slug === undefined || (name !== "open" && name !== "close" && name !== "draft"))
    refuse(USAGE);
  const state = await changeLetterState(deps, slug, STATES[name]);
  if (state === null) refuse(`There is no letter ${JSON.stringify(slug)}.`);
  const letter = await letterOf(deps, slug);
  console.log(`${slug} is ${state}.`);
  if (state === "open" && !isOpen(letter, deps.clock.now())) {
    console.log("Nobody can sign it, because the date in its `closes` has passed.");
  }
});
