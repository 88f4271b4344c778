/** The page where a letter's reasons are edited. */
export const reasons = {
  title: "Reasons",
  "title-of": "Reasons: {title}",
  lead: "The reasons to reject or remove an entry of this letter. In the queue, press 1 to 9 to choose a reason by its place here. If you reject an entry, we mail its signatory the sentence for the reason.",
  list: "In use",
  silent: "No mail",
  "silent-choice": "{label} (no mail)",
  "silent-label": "Silent: we do not mail anybody",
  "silent-hint":
    "For spam and the like. The signatory's own page still says that we did not accept the entry.",
  label: "What moderators choose",
  sentence: "What we mail to the signatory ({language})",
  "sentence-hint":
    "It comes after “Their reason:”. If you leave it empty, we use the one in the letter's language, then the standard sentence.",
  edit: "Edit",
  "edit-one": "Edit: {label}",
  save: "Save",
  up: "Move up",
  "up-one": "Move up: {label}",
  down: "Move down",
  "down-one": "Move down: {label}",
  retire: "Stop using",
  "retire-one": "Stop using: {label}",
  "add-title": "Add a reason",
  add: "Add",
  retired: "No longer in use",
  "retired-lead":
    "Moderators can no longer choose these. Entries already decided for one of them still show it.",
  restore: "Use again",
  "restore-one": "Use again: {label}",
  "reset-title": "Back to the standard list",
  "reset-lead":
    "{own, plural, =0 {The standard reasons get their original words and order back.} one {The standard reasons get their original words and order back, and your one own reason goes out of use.} other {The standard reasons get their original words and order back, and your # own reasons go out of use.}} You lose the words they have now.",
  reset: "Reset the list",
  "news-add": "Added at the end of the list.",
  "news-save": "Saved.",
  "news-up": "Moved up.",
  "news-down": "Moved down.",
  "news-retire": "No longer in use. Entries already decided for it still show it.",
  "news-restore": "Back in use, at the end of the list.",
  "news-reset": "You now have the standard list again.",
  "problem-label":
    "Enter the name that moderators choose it by, in {max, number} characters or fewer.",
  "problem-sentence":
    "Enter the sentence for the signatory, in {max, number} characters or fewer, or make the reason silent.",
  "problem-unknown": "This letter has no such reason.",
  "problem-last": "Keep at least one reason in use, because moderators must give one.",
  "problem-too-many":
    "A letter can have at most {max, number} reasons, including those no longer in use. Edit one of them.",
} as const;
