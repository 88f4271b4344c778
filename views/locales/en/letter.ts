/** Words that every page shares. */
export const site = {
  name: "Undersigned",
  "skip-to-content": "Skip to the content",
  "skip-to-form": "Skip to the form",
  "country-not-said": "International, or not said",
  "powered-by": "Made with Undersigned, free software for open letters.",
  "your-signatures": "Your signatures",
  "open-letters": "Open letters",
  "about-letters": "Letters that are open for signing: read them, and sign if you agree.",
  "no-letters": "No letter is open for signing at the moment.",
  "published-by": "Published by {publisher}",
  "published-by-on": "Published by {publisher} on {day}",
  "by-author": "{published} · By {author}",
} as const;

export const letter = {
  sign: "Sign",
  "link-to-point": "Link to point {point, number}",
  footnotes: "Footnotes",
  "footnote-back": "Back to footnote {number} in the text",
  table: "Table",
  signatories: "Signatories",
  "nobody-yet": "Nobody has signed yet.",
  "counts-organisations": "{count, plural, one {# organisation} other {# organisations}}",
  "counts-people": "{count, plural, one {# person} other {# people}}",
  "counts-both": "{organisations} and {people}",
  counts: "{count, plural, one {{who} has signed} other {{who} have signed}}",
  "counts-this-text":
    "{count, plural, one {{who} has signed this text} other {{who} have signed this text}}",
  "nobody-this-text": "Nobody has signed this text yet.",
  "counts-anonymous":
    "{count, plural, one {# of them signed without being named.} other {# of them signed without being named.}}",
  "anonymous-only":
    "{count, plural, one {One person signed without being named.} other {# people signed without being named.}}",
  "signed-earlier":
    "{count, plural, one {# signed the text of {day} (version {version, number})} other {# signed the text of {day} (version {version, number})}}",
  "version-shown": "This is version {number, number} of the text, of {day}.",
  "all-versions": "All versions",
  organisations: "Organisations",
  individuals: "Individuals",
  "affiliations-note": "Affiliations are for identification only.",
  "own-capacity": "in own capacity",
  "see-all": "See and search all {count, number} signatories",
  "on-paper": "This letter and its signatories on {moment} UTC:",
  "not-on-paper":
    "{count, plural, one {# more name is not printed here.} other {# more names are not printed here.}}",
  "all-names-at": "All names are at",
  "list-part-on-paper": "This is part of the list.",
  "search-all": "Search the list of signatories",
  closed: "This letter is closed",
  paused: "Signing is paused",
  "paused-explained":
    "You cannot sign this letter at the moment. Come back a little later. The signatures so far stay, and the link in your mail still works.",
  "closed-explained": "You can no longer sign it. The signatures it has stay here.",
  "closes-on": "Open for signing until {moment}",
  "closing-day": "the end of {day} ({place})",
  "closing-moment": "{moment} ({place})",
  tags: "Tags: {tags}",
} as const;

/** What has become of the signatures of a letter. */
export const figures = {
  title: "The signatures in numbers",
  "as-of":
    "On {moment} UTC, for all versions of the text together. We show a number below {min, number} as “fewer than {min, number}”, so that it does not identify anybody.",
  few: "fewer than {min, number}",
  published: "Verified and published",
  "published-means":
    "The signatory confirmed each by a mailed link and a moderator approved it, or the people who run this letter added it from a list.",
  inReview: "In review",
  "inReview-means":
    "They are waiting for a moderator. We do not count signatures that nobody has confirmed yet with the mailed link.",
  withdrawn: "Withdrawn",
  "withdrawn-means": "Taken back by the signatory, before or after they were published.",
  removed: "Removed",
  "removed-means":
    "Not accepted, taken down, or removed as fraud by the people who look after this letter.",
  hidden: "Hidden",
  "hidden-means":
    "Published, but not in any list or other number for now, because the signatory chose to hide it.",
  "by-day": "By day of signing",
  "by-day-means":
    "Each signature counts on the day it was signed, in UTC, in its present state. We show a number for a day if it is {min, number} or more, unless that would leave a smaller number out of the total. So the days do not add up to the total. We list at most the last {days, number} days that have such a number.",
  "by-day-none": "No day has a number that we can show.",
  "day-published": "{count, number} published",
  "day-inReview": "{count, number} in review",
  "day-withdrawn": "{count, number} withdrawn",
  "day-removed": "{count, number} removed",
  "day-hidden": "{count, number} hidden",
} as const;

/** After the form was sent. */
export const inbox = {
  title: "Check your inbox",
  lead: "We have received your signature. It does not count until you confirm it.",
  "sent-to": "We have sent the message to",
  "next-steps": "What happens next",
  "step-confirm":
    "We send one message to the address you gave. Open it and follow its link to confirm that it was you.",
  "step-read": "A moderator reads your entry. We publish nothing before that.",
  "step-appear": "Your entry appears under the letter, and we mail you to tell you.",
  "nothing-came": "Have you not received it?",
  "nothing-came-sender": "The message comes from {sender}. Look in your spam folder too.",
  "nothing-came-again":
    "Sign again with the same address. We send you a new link, and you still have only one entry. We wait at least ten minutes before we send another message.",
  "nothing-came-limits":
    "We send only a few such messages a day to one address. If you ask for more, they wait their turn.",
  "nothing-came-held":
    "A moderator has to release our message first if you signed without scripts, the check in the form did not work, or many people share your connection. That can take a day or more.",
  "back-to-letter": "Back to the letter",
  "dev-mail": "This server sends no mail. Read the message in its mail folder.",
} as const;

/** The page behind the link in the first mail. */
export const verification = {
  title: "Confirm your signature",
  question: "Did you sign this letter?",
  lead: "Somebody used your address to sign the letter below. This is how the entry will appear in the list.",
  "as-listed": "As it will appear",
  "not-listed":
    "Your name will not appear. We count you among the people who signed without being named.",
  agreed: "You also ticked these boxes in the form:",
  "staff-only": "Only the moderators and the people who run this letter see this",
  contact: "{name}, {role}",
  confirm: "Yes, I confirm my signature",
  refuse: "No, this was not me",
  "refuse-explained":
    "If it was not you, tell us here. We delete the entry and your address, and do not mail you about it again.",
  "text-changed":
    "The text changed on {changed}, after you signed. You are confirming the text of {signed}. You can sign the new one too, on your own page.",
  "until-explained": "If you do not answer, we delete the entry on {day}.",
  "confirmed-title": "Thank you, your signature is confirmed",
  "confirmed-next": "A moderator will read it. We mail you when it appears under the letter.",
  "published-title": "Your signature is published",
  "published-next": "It appears under the letter, in the list of signatories.",
  "rejected-title": "Your signature was not accepted",
  "rejected-next": "The moderators read your entry and did not add it to the list.",
  "refused-title": "Thank you for telling us",
  "refused-next":
    "We have deleted the entry and your address. You do not need to do anything else.",
  "ended-title": "This entry has been removed",
  "ended-next": "It is no longer in the list, and we have deleted what it held about you.",
  "withheld-title": "This entry has been removed",
  "withheld-next": "It is no longer in the list. We delete what it held about you within a day.",
  "held-title": "A moderator will look at this first",
  "held-next": "Your entry is on hold. A moderator decides when we mail you.",
  "expired-title": "This link has expired",
  "expired-next":
    "Links work for {days, number} days. We delete entries that nobody has confirmed. You can sign again.",
  "unknown-title": "This link does not work",
  "unknown-next":
    "Your mail program may have cut it in two. Copy the whole link into the address bar, or sign again.",
  "closed-title": "This letter has closed",
  "closed-next":
    "It closed before you confirmed, so we could not add your signature. We will delete the entry.",
} as const;

/** The whole list of signatories. */
export const list = {
  title: "Signatories",
  "signed-current": "Signed the current text",
  "nobody-current": "Nobody has signed the current text yet.",
  "signed-earlier": "Signed the text of {day}",
  "signed-text-of": "signed the text of {day}",
  "read-text": "Version {version, number}",
  "of-letter": "Signatories of “{title}”",
  search: "Name or affiliation",
  kind: "Kind",
  "kind-any": "Everybody",
  country: "Country",
  "country-any": "Any country",
  apply: "Search",
  clear: "Clear the search",
  none: "Nobody in the list matches this search.",
  "none-so-far": "Nobody found so far.",
  "none-so-far-hint":
    "Each of these words is very common here. Continue the search, or add a less common word.",
  "search-on": "Continue the search",
  "none-hint": "Try the beginning of a name. Leave out accents if you are not sure of them.",
  download: "The whole list as a file:",
  next: "Next page",
  first: "Back to the beginning",
} as const;

/** What happens with the data of signatories. */
export const privacy = {
  title: "What happens to your data",
  "of-letter": "For people who sign “{title}”",
  "who-title": "Who is responsible for it",
  who: "{controller} is responsible for the data that you give when you sign this letter.",
  contact: "Questions and requests go to {contact}.",
  "public-title": "What becomes public",
  public:
    "Once a moderator has approved it: your name, title and affiliation, and whether you sign in your own capacity, or the organisation's name and website; and the country. If you choose to sign without being named, you are only counted.",
  "public-figures":
    "This letter also says how many signatures are published, wait for a moderator, were withdrawn, removed or hidden, in all and by day of signing: numbers alone, and none below {min, number}. One that you withdraw goes on being counted as withdrawn.",
  "private-title": "What never becomes public",
  private:
    "Your email address, an organisation's contact person and their role. The moderators of this letter and those who run it see them, to check the entry and to stay in touch about it. They may ask an organisation, at an address that it publishes itself, whether the entry is its own; anyone who reads that message sees the contact person and their role. The address is stored encrypted and used for messages about your signature and, if you chose so, for news on this letter. If the link that led you to the letter says where it stands, such as in a newsletter, that word is stored with your entry.",
  "security-title": "Against abuse",
  security:
    "Your internet address is not stored. Two codes are derived from it under a random key that is destroyed after 30 days; until then they show when many entries come from one place.",
  "security-mails":
    "So that nobody can flood you with messages, those to your address are counted for a day, by codes derived from it and from the network that asked for them.",
  "security-alone": "No cookies are set, and no other company sees that you were here.",
  "security-hcaptcha":
    "This site sets no cookies, and as long as you only read, no other company sees that you were here.",
  "hcaptcha-loads":
    "The form is protected against programs by hCaptcha, a service of Intuition Machines, Inc. in the United States. It loads when you first use the form. From then on that company sees your internet address, your browser and this site's address, and how you answer its check and move while you do; it may set cookies of its own. Its privacy policy is at hcaptcha.com/privacy.",
  "hcaptcha-answer":
    "This site sends hCaptcha nothing but the answer to the check: not your internet address, and nothing that you type. Without scripts hCaptcha is never loaded and you can sign too; a moderator then lets the message to you go out.",
  "keep-title": "How long it is kept",
  "keep-unconfirmed":
    "An entry that you do not confirm is due for deletion after {days, number} days; one that waits for a moderator before the first message, after {heldDays, number} days.",
  "agreed-title": "What you agree to",
  agreed:
    "That your entry is published, and news by mail if you want it, are two things, each with a sentence and a box of its own. Which sentence you saw, in which language, and when you agreed is kept with your entry, and stands on your own page. You can stop the news there with one click, and your signature stays; to end the publication, hide your signature or withdraw it.",
  "keep-confirmed": "A confirmed entry is kept as long as the letter is, or until you withdraw it.",
  "keep-contacts-until":
    "Your email address, and an organisation's contact person, are deleted on {day}, {months, plural, one {# month} other {# months}} after the letter closes.",
  "keep-contacts-over":
    "Email addresses and contact persons have been deleted since {day}, {months, plural, one {# month} other {# months}} after the letter closed.",
  "keep-contacts-signed":
    "The letter has no closing date yet. Your email address, and an organisation's contact person, are deleted {months, plural, one {# month} other {# months}} after it closes, or {signedMonths, number} months after you sign if it is still open then.",
  "keep-code":
    "Then a code derived from your address stays with your entry, for as long as that stands: if you lose the link to it, ask for a new one with the address, and it is mailed there. What you typed is deleted once that message has left.",
  "keep-refused":
    "An entry that is not accepted, or that is removed as fraud, is deleted {months, plural, one {# month} other {# months}} after the decision.",
  "keep-exports":
    "Those who run the letter can take the entries out as a file. A record of that says who did so, when, and how many entries; it holds no name and no address of those who signed.",
  "keep-file":
    "Those who run the letter can also add people who signed elsewhere from a file. If that waits for a second person, the file itself is not kept: five of its names are, encrypted, for {days, number} days at most.",
  "keep-takendown":
    "What those who run the letter take down leaves every public page at once and is deleted {hours, number} hours later; until then they can put it back.",
  "keep-address":
    "On your own page you can ask for another address; anyone who opens the message there sees the entry, with an organisation's contact person. The new address, and a contact person named with it, are kept for {days, number} days or until somebody answers there; the former one, until it has been told of the change.",
  "withdraw-title": "How to withdraw",
  withdraw:
    "Until you confirm it, each mail about your signature holds the link that does so; from then on, each holds a link to a page of your own. There you change your entry or your address, hide your signature for a time or withdraw it: two clicks, and its personal data is deleted. You can also write to {contact}.",
  "lost-link": "If you have lost the link, have a new one mailed to you",
  suppression:
    "Every mail also holds a link that stops all mail to your address. So that it is kept to, a code derived from the address is stored for as long as you wish it.",
  rights:
    "Where the law gives you these rights, you can also ask for a copy of your data or for its correction, and you can complain to your data protection authority.",
  "back-to-letter": "Back to the letter",
} as const;
