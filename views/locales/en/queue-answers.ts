/** Why entries were left as they are, and why a request about them was refused. */
export const answers = {
  "skipped-title":
    "{count, plural, one {# entry was left as it is} other {# entries were left as they are}}",
  "skipped-state": "Somebody else decided it meanwhile: it is {state}.",
  "skipped-not-possible": "This cannot be done to it: it is {state}.",
  "skipped-changed":
    "Its signatory changed it after this page was made. Read it again, then decide.",
  "skipped-erased": "It was taken down, and its data is deleted. That cannot be undone.",
  "skipped-letter-closed":
    "Its letter is closed, so a link mailed now would lead nowhere. Open the letter first.",
  "skipped-look-closer": "Look closer at it before you approve it.",
  "skipped-too-late":
    "More than ten seconds have passed, so its mail is on its way and the decision stays. Decide it anew in its tab.",
  "skipped-not-yours": "Somebody else decided it, and only they can undo that.",
  "skipped-second-person":
    "This is above what one person may do in 24 hours. It waits for a campaigner or an administrator to release it.",
  "skipped-after-delay":
    "This is above what one person may do in 24 hours, and nobody else could release it. It is done in an hour, unless you stop it.",
  "skipped-too-many-waiting":
    "This is above what one person may do in 24 hours, and too much of yours waits for a release already. Nothing was done or kept.",
  "skipped-unknown": "There is no such entry in this letter.",
  "problem-note": "Write the note first.",
  "problem-search":
    "Enter a whole address like name@example.org, a domain like @example.org, or a name.",
  "problem-none-selected": "Select at least one entry.",
  "problem-decision": "Choose what to do with the entries.",
  "problem-later": "Enter a day to come, at most a year away.",
  "problem-reason": "Give a reason: choose one from the list.",
  "problem-too-many": "Decide at most {max, number} entries at once.",
  "problem-too-long": "Shorten the reason or the note.",
  "reason-not-genuine": "Not genuine",
  "reason-no-authority": "No authority to sign for the organisation",
  "reason-duplicate": "Already in the list",
  "reason-incomplete": "Something is missing",
  "reason-offensive": "Words that we do not publish",
  "reason-own-request": "At the person's request",
  "reason-other": "Another reason",
} as const;
