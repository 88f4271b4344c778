/** What is held about those who sign a letter, and until when, for its staff. */
export const retention = {
  title: "What we hold, and until when",
  "title-of": "What we hold: {title}",
  lead: "Every hour, the server deletes data that it has kept long enough. You do not have to do anything. You cannot get deleted data back.",
  change: "Change the months",
  label: "What we hold",
  "column-what": "What",
  "column-count": "Now",
  "column-until": "Until when",
  contacts: "Entries with an email address or a contact person",
  "contacts-until":
    "{day}: {months, plural, one {# month} other {# months}} after the letter closes",
  "contacts-signed":
    "{months, number} months after each signed, since the letter has no closing date{next, select, none {} other {; the first of them on {next}}}",
  refused: "Rejected or fraudulent entries",
  "refused-until":
    "{months, plural, one {# month} other {# months}} after the decision{next, select, none {} other {; the first of them on {next}}}",
  takendown: "Entries that were taken down",
  "takendown-until": "{hours, number} hours after that; you can undo it until then",
  unconfirmed: "Entries that nobody has confirmed",
  "unconfirmed-until": "{days, number} days, or {heldDays, number} days for an entry on hold",
  listed: "Names, and everything else that the public sees",
  "listed-until": "As long as the letter exists, or until the signatory withdraws",
  code: "A code made from each address, which does not identify anybody",
  "code-until":
    "As long as the entry exists. If people lose their link, they type their address and we mail them a new one, so that they can hide or withdraw the entry. We delete what they typed once we have sent that message.",
  exports: "Records of exports",
  "exports-until":
    "As long as the letter exists. They say who exported how many entries of which kind, when and what for. They have no names or addresses of signatories.",
  "after-title": "What happens when we have deleted the addresses",
  "after-mail":
    "You can no longer mail people about a decision, a changed text or news. Exports leave the address and the contact person blank.",
  "after-own":
    "Links to own pages still work: each signatory can change, hide or withdraw their entry.",
  "after-files":
    "We cannot reach files that somebody has already exported. Delete them yourselves.",
} as const;
