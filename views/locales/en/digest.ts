/** Mail that tells staff that entries wait. */
export const digest = {
  title: "Mail about what waits",
  choose: "Choose when you are told",
  lead: "One mail names your letters in which entries wait for a moderator, and how many. It says nothing about signatories.",
  legend: "Tell me",
  "choice-daily": "Once a day",
  "choice-daily-hint": "When something waits; never more than one mail in 24 hours.",
  "choice-threshold": "When the queue is long or old",
  "choice-threshold-hint":
    "When it passes one of the two numbers below and something new has come; never more than one mail in 12 hours.",
  "choice-never": "Never",
  "choice-never-hint": "You look into the queues by yourself.",
  size: "Entries that wait, in all your letters",
  "size-invalid": "Enter a whole number from 1 to {max, number}",
  hours: "Hours since the oldest was signed",
  "hours-invalid": "Enter a whole number of hours from 1 to {max, number}",
  "problem-choice": "Choose when you are told",
  save: "Save",
  saved: "Saved.",
} as const;
