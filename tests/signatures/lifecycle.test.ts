import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { may } from "../../src/accounts/account.ts";
import { SIGNATORY_MAILS } from "../../src/mail/message-to-signatory.ts";
import { ENTRY_MAIL_KINDS, SIGNATORY_MAIL_KINDS } from "../../src/mail/outbox.ts";
import { MOVE_NAMES, MOVES, STATES } from "../../src/signatures/lifecycle.ts";
import { moveRules } from "../../src/signatures/move-rules.ts";
import { decisionsFor } from "../../src/signatures/queue/decisions.ts";
import { EVENT_CODES, SIDE_EFFECTS } from "../../src/signatures/side-effects.ts";

/** The ways that a diagram draws, as “from move to”. */
function drawnIn(text: string): string[] {
  const list = (names = "") => names.split(",").map((name) => name.trim());
  return [...text.matchAll(/^ \* {3}(.+->.+)$/gm)].flatMap(([, line = ""]) => {
    const [first, ...steps] = line.split(/ -(?=[^>]*->)/);
    let from = list(first);
    return steps.flatMap((step) => {
      const [moves, states] = step.split("->");
      const to = list(states);
      const ways = from.flatMap((start) =>
        list(moves).flatMap((move) => to.map((end) => `${start} ${move} ${end}`)),
      );
      from = to;
      return ways;
    });
  });
}

describe("the diagram of a signature's life", () => {
  it("draws every move that leads to another state, and no other", () => {
    const drawn = drawnIn(readFileSync("src/signatures/lifecycle.ts", "utf8"));
    const ways = moveRules()
      .filter(({ name }) => MOVE_NAMES.some((known) => known === name))
      .filter(({ fromState, toState }) => fromState !== toState)
      .map(({ name, fromState, toState }) => `${fromState || "new"} ${name} ${toState}`);
    expect(drawn.toSorted()).toEqual(ways.toSorted());
  });

  it("is read as it is drawn", () => {
    expect(drawnIn(" *   a, b -go, run-> c -stay-> d\n")).toEqual([
      "a go c",
      "a run c",
      "b go c",
      "b run c",
      "c stay d",
    ]);
  });
});

describe("what follows a move", () => {
  it("is stated in the terms that history and mail know", () => {
    for (const { event, mail } of moveRules()) {
      if (event !== null) expect(EVENT_CODES).toContain(event);
      if (mail !== null) expect(ENTRY_MAIL_KINDS).toContain(mail);
    }
  });

  it("is mailed in the states that the mail speaks of, and counts against the caps there too", () => {
    for (const kind of SIGNATORY_MAIL_KINDS) {
      const rules = moveRules().filter(({ mail }) => mail === kind);
      const states = [...new Set(rules.map(({ toState }) => toState))];
      expect(states.toSorted(), kind).toEqual([...SIGNATORY_MAILS[kind].states].toSorted());
      for (const name of MOVE_NAMES.filter((one) => rules.some((rule) => rule.name === one)))
        expect(SIDE_EFFECTS[name].isCapped ?? false, name).toBe(
          SIGNATORY_MAILS[kind].countsAs !== null,
        );
    }
  });

  it("is an erasure exactly where an entry ends for good", () => {
    const erasing = MOVE_NAMES.filter((name) => SIDE_EFFECTS[name].erases);
    expect(erasing.map((name) => `${name}: ${MOVES[name].to}`).toSorted()).toEqual([
      "complete-takedown: takendown",
      "erase: takendown",
      "forget-entry: same",
      "refuse-again: refused",
      "refuse: refused",
      "withdraw-again: withdrawn",
      "withdraw: withdrawn",
    ]);
  });
});

describe("the buttons of the queue", () => {
  const staff = (role: "moderator" | "campaigner") => ({
    id: role,
    displayName: role,
    roles: [{ role, letterId: null }],
  });

  it("are the moves that lead on from where an entry stands, for whoever may make them", () => {
    const of = (role: "moderator" | "campaigner") =>
      Object.fromEntries(STATES.map((state) => [state, decisionsFor(staff(role), "any", state)]));
    const nothing = Object.fromEntries(STATES.map((state) => [state, []]));
    const asModerator = {
      ...nothing,
      held: ["release", "takedown", "erase"],
      unverified: ["takedown", "erase"],
      pending: ["approve", "reject", "later", "takedown", "erase"],
      published: ["unpublish", "takedown", "erase"],
      rejected: ["takedown", "erase"],
      invalidated: ["erase"],
      takendown: ["erase"],
    };
    expect(of("moderator")).toEqual(asModerator);
    expect(of("campaigner")).toEqual({
      ...asModerator,
      rejected: ["approve", "takedown", "erase"],
    });
    expect(may(staff("moderator"), MOVES.overturn.who, "any")).toBe(false);
  });

  it("are none of the moves that jobs alone make", () => {
    // No permission of staff is called so: the types refuse to ask whether somebody may.
    const ofJobs = MOVE_NAMES.filter((name) => MOVES[name].who === "job");
    expect(ofJobs.toSorted()).toEqual([
      "complete-takedown",
      "forget-contacts",
      "forget-entry",
      "remind",
      "replace-links",
    ]);
  });
});
