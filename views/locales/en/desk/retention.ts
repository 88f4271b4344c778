/** What is held about those who sign a letter, and until when, for its staff. */
export const retention = {
  title: "What is held, and until when",
  "title-of": "What is held: {title}",
  lead: "The server deletes what has been kept for its time, every hour. Nobody has to press anything, and nothing brings it back.",
  change: "Change the months",
  label: "What is held",
  "column-what": "What",
  "column-count": "Now",
  "column-until": "Until when",
  contacts: "Entries with an email address or a contact person",
  "contacts-until":
    "{day}: {months, plural, one {# month} other {# months}} after the end of the letter",
  "contacts-signed":
    "{months, number} months after each signed, since the letter has no closing date{next, select, none {} other {; the first of them on {next}}}",
  refused: "Entries that were rejected, or taken out as fraud",
  "refused-until":
    "{months, plural, one {# month} other {# months}} after the decision{next, select, none {} other {; the first of them on {next}}}",
  takendown: "Entries that were taken down",
  "takendown-until": "{hours, number} hours after that, as long as it can be undone",
  unconfirmed: "Entries that nobody has confirmed",
  "unconfirmed-until":
    "{days, number} days, or {heldDays, number} days for one that is held for a moderator",
  listed: "Names, and all else that the public sees",
  "listed-until": "As long as the letter stands, or until its signatory withdraws",
  code: "A code of each address: it names nobody",
  "code-until":
    "As long as the entry stands. Whoever has lost their link types the address, is mailed there, and can hide or withdraw the entry. What was typed is deleted once that message has left.",
  exports: "Records of exports",
  "exports-until":
    "As long as the letter stands. They say who took how many entries of which kind, when and what for: no name and no address of a signatory.",
  "after-title": "What follows once addresses are deleted",
  "after-mail":
    "Nobody can be mailed about a decision, a changed text or news. Exports leave the address and the contact person blank.",
  "after-own":
    "Links to own pages go on working: each signatory can change, hide or withdraw their entry.",
  "after-files": "Files that somebody exported before are out of reach: delete them yourselves.",
} as const;
