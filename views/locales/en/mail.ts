/** Each mail is read without its page, so each says what it is about. */
export const mail = {
  greeting: "Hello,",
  "footer-letter":
    "You get this message because somebody used this address to sign “{title}”, published by {publisher}.",
  "footer-staff": "You get this message because you look after letters on {site}.",
  "privacy-label": "What happens to your data:",
  "suppression-label": "Never get mail about any letter here again:",
  "own-page-action": "Your signature: see, change, hide or withdraw it",
  "reply-hint": "Answers to this message reach the people behind the letter.",
  "entry-label": "Your entry:",
  "entry-unnamed": "Counted, without a name",
  "confirm-subject": "Please confirm: {title}",
  "confirm-lead": "You are nearly there. Please confirm that you want to sign “{title}”.",
  "confirm-action": "See your entry and confirm it",
  "confirm-until": "The link works until {day}. Until you confirm, nothing is published.",
  closes: "The letter is open for signing until {moment}.",
  "confirm-not-you":
    "If this was not you, open the link and say so, or do nothing: the entry is then deleted.",
  "confirm-signed":
    "What you sign is version {number, number} of the text. Its fingerprint (SHA-256), to be kept:",
  "confirm-text": "Download that text",
  "reminder-subject": "Still to be confirmed: {title}",
  "reminder-lead":
    "Two days ago somebody gave this address to sign “{title}”. The signature does not count yet, because it was not confirmed.",
  "reminder-until":
    "The link works until {day}. This is the only reminder; without an answer the entry is deleted.",
  "own-link-subject": "Your link: {title}",
  "own-link-lead": "Here is the link to your signature of “{title}”, as you asked.",
  "own-link-replaces": "It replaces the links in earlier messages, which no longer work.",
  "own-link-not-you":
    "If you did not ask for it, you need do nothing: only this message holds the link.",
  "own-entries-subject": "All your signatures: {site}",
  "own-entries-lead":
    "Here is the link to all letters on {site} that were signed with this address, as you asked.",
  "own-entries-action": "See all your signatures",
  "own-entries-until":
    "It works until {day}. There you can copy, change or withdraw each signature, or withdraw all.",
  "own-entries-footer":
    "You get this message because somebody asked {site} for it, with this address.",
  "address-asked-subject": "Is your address to change? {title}",
  "address-asked-lead":
    "Somebody with the link to your signature of “{title}” asked us to mail {address} about it from now on, and this address no more. That takes effect once it is confirmed there.",
  "address-asked-until": "It can be confirmed until {day}. After that everything stays as it is.",
  "address-asked-not-you":
    "If it was not you, open your signature and take the change back. Then get a new link from the letter's page: older ones stop working when it arrives.",
  "address-changed-subject": "Your address was changed: {title}",
  "address-changed-lead":
    "Since {day} mail about your signature of “{title}” goes to {address}, as was asked for on the page of your signature and confirmed there.",
  "address-changed-no-more":
    "This is the last message about it to this address. Links to it that came here before work no more.",
  "address-changed-not-you":
    "If it was not you, write to {contact}: those who run the letter see when it was changed, and can take the signature down.",
  "edit-accepted-subject": "Your change is published: {title}",
  "edit-accepted-lead": "A moderator has approved the change of your entry under “{title}”.",
  "edit-rejected-subject": "Your change was not accepted: {title}",
  "edit-rejected-lead":
    "The moderators of “{title}” read the change that you asked for and did not accept it. Your entry stays published as it was.",
  "already-signed-subject": "You have already signed: {title}",
  "already-signed-lead": "This address has already signed “{title}”, so nothing was changed.",
  "already-signed-pending": "Your entry is confirmed and waits for a moderator to read it.",
  "already-signed-published": "Your entry is published in the list of signatories.",
  "already-signed-not-you": "If it was not you who tried again, you need do nothing.",
  "published-subject": "Your signature is published: {title}",
  "published-lead": "Thank you. Your signature of “{title}” has been approved and is now public.",
  "published-unnamed-lead":
    "Thank you. Your signature of “{title}” has been approved. You are counted without being named.",
  "published-action": "See the letter and its signatories",
  "own-page-lead":
    "You can change your entry, hide it for a time or withdraw it whenever you like. This link is yours alone, so keep the message:",
  "rejected-subject": "Your signature was not accepted: {title}",
  "rejected-lead":
    "The moderators of “{title}” read your entry and did not add it to the list of signatories.",
  "rejected-reason": "Their reason: {reason}",
  "rejected-appeal": "If you think that this is a mistake, write to {contact}.",
  "reason-not-genuine": "they could not satisfy themselves that the entry is genuine.",
  "reason-no-authority":
    "they could not satisfy themselves that the organisation had agreed to sign.",
  "reason-duplicate": "the same person or organisation is in the list already.",
  "reason-incomplete": "the entry lacks something that they need, such as a full name.",
  "reason-offensive": "the entry holds words that they do not publish.",
  "reason-own-request": "you asked for it.",
  "reason-other": "none that fits a standard answer.",
  "sign-in-subject": "Your link to sign in to {site}",
  "sign-in-lead": "Here is the link that you asked for.",
  "sign-in-action": "Sign in",
  "sign-in-limits":
    "It works once, for {minutes, number} minutes. If you did not ask for it, ignore this message: without the link nobody gets in.",
  "invitation-subject": "You are invited to look after letters on {site}",
  "invitation-lead":
    "You have been given a role on {site}, where open letters are published and signed.",
  "invitation-action": "Accept and sign in",
  "invitation-limits":
    "The link works once, for {days, number} days. After that, ask for a new one at {address}.",
  "entries-waiting-subject":
    "{count, plural, one {# entry is} other {# entries are}} waiting on {site}",
  "entries-waiting-lead":
    "{count, plural, one {One entry waits} other {# entries wait}} for a moderator. The oldest come first.",
  "entries-waiting-letter":
    "“{title}”: {count, plural, one {one entry} other {# entries, the oldest}} of {moment} UTC",
  "entries-waiting-others":
    "Entries wait in {count, plural, one {one more letter} other {# more letters}}:",
  "entries-waiting-setting": "Choose when you are told:",
  "mass-acts-subject":
    "{count, plural, one {Something} other {# things}} that others of staff did on {site}",
  "mass-acts-lead":
    "Others of staff changed many entries of a letter, or took its contacts out. You look after it, too: please see whether this is as it should be. If it is not, ask them, and tell an administrator.",
  "mass-acts-takedown":
    "{moment} UTC: {name} took down {count, plural, one {one entry} other {# entries}} of “{title}”. It can be undone for 24 hours.",
  "mass-acts-erase":
    "{moment} UTC: {name} erased {count, plural, one {one entry} other {# entries}} of “{title}”.",
  "mass-acts-import":
    "{moment} UTC: {name} added {count, plural, one {one entry} other {# entries}} to “{title}” from a file.",
  "mass-acts-invalidate":
    "{moment} UTC: {name} took {count, plural, one {one entry} other {# entries}} of “{title}” out as fraud. It can be undone.",
  "mass-acts-takedown-waits":
    "{moment} UTC: {name} asks to take down {count, plural, one {one entry} other {# entries}} of “{title}”. It waits for somebody else to release it.",
  "mass-acts-erase-waits":
    "{moment} UTC: {name} asks to erase {count, plural, one {one entry} other {# entries}} of “{title}”. It waits for somebody else to release it.",
  "mass-acts-import-waits":
    "{moment} UTC: {name} asks to add {count, plural, one {one entry} other {# entries}} to “{title}” from a file. It waits for somebody else to release it.",
  "mass-acts-invalidate-waits":
    "{moment} UTC: {name} asks to take {count, plural, one {one entry} other {# entries}} of “{title}” out as fraud. It waits for somebody else to release it.",
  "mass-acts-export":
    "{moment} UTC: {name} exported {count, plural, one {one entry} other {# entries}} of “{title}” with contacts.",
  "mass-acts-purpose": "What for: {purpose}",
  "mass-acts-command": "Somebody on the command line",
  "mass-acts-others": "There {count, plural, one {was one more} other {were # more}}.",
} as const;
