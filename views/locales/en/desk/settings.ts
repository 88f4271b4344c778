/** The settings of a letter. */
export const settings = {
  title: "Settings",
  lead: "Who publishes the letter, how long people can sign it and how long we keep data.",
  "title-of": "Settings: {title}",
  "flash-saved": "We have saved the settings.",
  "flash-unchanged": "You did not change anything.",
  "problem-title": "There is a problem. Correct this before you save:",
  "conflict-title": "Somebody else has changed the settings in the meantime",
  "conflict-lead":
    "We have not overwritten anything. The form has what you entered, and each field that differs shows what is saved now. If you save again, you replace it.",
  "saved-now": "Saved now: {value}",
  nothing: "nothing",
  on: "on",
  off: "off",
  "who-title": "Who is responsible",
  "controller-label": "Who is responsible for the personal data",
  "controller-hint":
    "We name them in the consent and on the privacy page. If you leave this empty, it is the publisher, {publisher}.",
  "contact-label": "Contact",
  "contact-hint":
    "Where people can write about the letter and its data: an email or a postal address",
  "replyTo-label": "Where replies to mails go",
  "replyTo-hint":
    "An email address. If you leave this empty, replies go to the address that sends the mails.",
  "when-title": "How long people can sign",
  "closesAt-label": "Closing date and time",
  "closesAt-hint":
    "In the time zone below. Nobody can sign after this; 23:59 means the end of the day. If you leave it empty, the letter stays open until you close it.",
  "timeZone-label": "Time zone",
  "timeZone-hint": "By its name, such as Europe/Berlin, Asia/Kolkata or UTC",
  "where-title": "Where it is shown",
  "listed-label": "Show it on the front page while it is open",
  "noindex-label": "Ask search engines not to list it",
  "showsVerification-label": "Show in the public list how we verified organisations",
  "affiliationsNote-label": "Say above the list that affiliations are for identification only",
  "showsFigures-label":
    "Show below the letter how many signatures are waiting, withdrawn, removed or hidden",
  languages: "Languages",
  "languages-are": "The letter, its form and its mails are in {languages}.",
  "limits-title": "Limits",
  "submissionsPerClientMax-label": "Signatures from one connection in 10 minutes",
  "submissionsPerClientMax-hint":
    "We put any more on hold for a moderator, without telling the people who sign. Raise the limit if many people will sign from one connection, such as at a conference. From {min, number} to {max, number}; the standard is 30.",
  "kept-title": "How long we keep data",
  "contactMonths-label": "Months after closing for addresses and contact persons",
  "contactMonths-hint":
    "The server deletes them after this time. If the letter has no closing date, it deletes them {signed, number} months after signing. From {min, number} to {max, number}; the standard is 6.",
  "rejectedMonths-label": "Months after the decision for rejected or fraudulent entries",
  "rejectedMonths-hint":
    "The server deletes these entries after this time. From {min, number} to {max, number}; the standard is 3.",
  "kept-link": "What we hold now, and until when",
  save: "Save the settings",
  "more-title": "More about this letter",
  people: "People who look after it",
  reasons: "Reasons to reject a signature",
  "error-long": "Shorten this to 300 characters or fewer",
  "error-characters":
    "Remove the invisible control characters or line breaks, for example by typing it again",
  "error-email": "Enter an address like name@example.org, or leave it empty",
  "error-moment": "Enter a date and time such as 2026-12-31 18:00, or leave it empty",
  "error-time-zone": "Enter the name of a time zone, such as Europe/Berlin",
  "error-number": "Enter a number from {min, number} to {max, number}",
} as const;
