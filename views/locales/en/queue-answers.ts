/** Why entries were left as they are, and why a request about them was refused. */
export const answers = {
  "skipped-title":
    "{count, plural, one {We left # entry as it is} other {We left # entries as they are}}",
  "skipped-state": "Somebody else has already decided it: it is {state}.",
  "skipped-not-possible": "You cannot do this to it: it is {state}.",
  "skipped-changed":
    "Its signatory has changed it since you opened this page. Read it again, then decide.",
  "skipped-erased": "It was taken down, and we have deleted its data. You cannot undo that.",
  "skipped-letter-closed":
    "Its letter is closed, so a link would not work now. Open the letter first.",
  "skipped-look-closer": "Look closer at it before you approve it.",
  "skipped-too-late":
    "More than ten seconds have passed, so its mail is on its way and the decision stays. You can decide it again in its tab.",
  "skipped-not-yours": "Somebody else decided it, and only they can undo that.",
  "skipped-second-person":
    "This is more than one person can do in 24 hours. It is waiting for a campaigner or an administrator to release it.",
  "skipped-after-delay":
    "This is more than one person can do in 24 hours, and nobody else could release it. We do it in an hour, unless you stop it.",
  "skipped-too-many-waiting":
    "This is more than one person can do in 24 hours, and too many of your requests are already waiting for a release. We have not done or kept anything.",
  "skipped-unknown": "This letter has no such entry.",
  "problem-note": "Write the note first.",
  "problem-search":
    "Enter a whole address like name@example.org, a domain like @example.org, or a name.",
  "problem-none-selected": "Select at least one entry.",
  "problem-decision": "Choose what to do with the entries.",
  "problem-later": "Enter a future day, at most a year away.",
  "problem-reason": "Give a reason: choose one from the list.",
  "problem-too-many": "Decide on at most {max, number} entries at once.",
  "problem-too-long": "Shorten the reason or the note.",
  "reason-not-genuine": "Not genuine",
  "reason-no-authority": "No authority to sign for the organisation",
  "reason-duplicate": "Already in the list",
  "reason-incomplete": "Something is missing",
  "reason-offensive": "Words that we do not publish",
  "reason-own-request": "At the person's request",
  "reason-other": "Another reason",
} as const;
