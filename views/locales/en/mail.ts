/** Each mail is read without its page, so each says what it is about. */
export const mail = {
  greeting: "Hello,",
  "footer-letter":
    "You got this message because somebody used this address to sign “{title}”, published by {publisher}.",
  "footer-staff": "You got this message because you look after letters on {site}.",
  "privacy-label": "What happens to your data:",
  "suppression-label": "Stop all mail about letters here:",
  "own-page-action": "Your signature: see, change, hide or withdraw it",
  "reply-hint": "If you reply to this message, your answer goes to the people behind the letter.",
  "entry-label": "Your entry:",
  "entry-unnamed": "Counted, without a name",
  "confirm-subject": "Confirm your signature: {title}",
  "confirm-lead": "You are nearly there. Confirm that you want to sign “{title}”.",
  "confirm-action": "See your entry and confirm it",
  "confirm-until": "The link works until {day}. We publish nothing until you confirm.",
  closes: "You can sign the letter until {moment}.",
  "confirm-not-you":
    "If this was not you, open the link and say so. If you do nothing, we delete the entry.",
  "confirm-signed":
    "You are signing version {number, number} of the text. Keep its fingerprint (SHA-256):",
  "confirm-text": "Download this text",
  "reminder-subject": "You have not confirmed yet: {title}",
  "reminder-lead":
    "Two days ago somebody used this address to sign “{title}”. Nobody has confirmed the signature, so it does not count yet.",
  "reminder-until":
    "The link works until {day}. This is the only reminder. If you do not answer, we delete the entry.",
  "own-link-subject": "Your link: {title}",
  "own-link-lead": "Here is the link you asked for, to your signature of “{title}”.",
  "own-link-replaces": "It replaces the links in earlier messages, which no longer work.",
  "own-link-not-you":
    "If you did not ask for it, you do not need to do anything. Only this message has the link.",
  "own-entries-subject": "All your signatures: {site}",
  "own-entries-lead":
    "Here is the link you asked for, to all letters on {site} that this address has signed.",
  "own-entries-action": "See all your signatures",
  "own-entries-until":
    "It works until {day}. You can use it to copy, change or withdraw each signature, or to withdraw all of them.",
  "own-entries-footer":
    "You got this message because somebody gave {site} this address and asked for it.",
  "address-asked-subject": "Do you want to change your address? {title}",
  "address-asked-lead":
    "Somebody who has the link to your signature of “{title}” asked us to send mail about it to {address} instead of this address. This takes effect once it is confirmed there.",
  "address-asked-until": "It can be confirmed until {day}. After that, everything stays as it is.",
  "address-asked-not-you":
    "If this was not you, open your signature and cancel the change. Then get a new link from the letter's page: your older links stop working when it arrives.",
  "address-changed-subject": "Your address has changed: {title}",
  "address-changed-lead":
    "Since {day} we send mail about your signature of “{title}” to {address}. Somebody asked for this on the page of your signature and confirmed it at that address.",
  "address-changed-no-more":
    "This is the last message about it to this address. The links in earlier messages no longer work.",
  "address-changed-not-you":
    "If this was not you, write to {contact}. The people who run the letter can see when it changed, and can take the signature down.",
  "edit-accepted-subject": "Your change is published: {title}",
  "edit-accepted-lead": "A moderator has approved the change to your entry under “{title}”.",
  "edit-rejected-subject": "Your change was not accepted: {title}",
  "edit-rejected-lead":
    "The moderators of “{title}” read your change and did not accept it. Your published entry stays as it was.",
  "already-signed-subject": "You have already signed: {title}",
  "already-signed-lead":
    "This address has already signed “{title}”, so we have not changed anything.",
  "already-signed-pending": "Your entry is confirmed and is waiting for a moderator to read it.",
  "already-signed-published": "Your entry is published in the list of signatories.",
  "already-signed-not-you": "If it was not you who tried again, you do not need to do anything.",
  "published-subject": "Your signature is published: {title}",
  "published-lead":
    "Thank you. A moderator has approved your signature of “{title}”, and it is now public.",
  "published-unnamed-lead":
    "Thank you. A moderator has approved your signature of “{title}”. We count you without naming you.",
  "published-action": "See the letter and its signatories",
  "own-page-lead":
    "You can change your entry, hide it for a time or withdraw it whenever you like. This link is for you only, so keep this message:",
  "rejected-subject": "Your signature was not accepted: {title}",
  "rejected-lead":
    "The moderators of “{title}” read your entry and did not add it to the list of signatories.",
  "rejected-reason": "Their reason: {reason}",
  "rejected-appeal": "If you think this is a mistake, write to {contact}.",
  "reason-not-genuine": "they could not be sure that the entry is genuine.",
  "reason-no-authority": "they could not be sure that the organisation had agreed to sign.",
  "reason-duplicate": "the same person or organisation is already in the list.",
  "reason-incomplete": "something they need is missing from the entry, such as a full name.",
  "reason-offensive": "the entry has words that they do not publish.",
  "reason-own-request": "you asked for it.",
  "reason-other": "their reason is not one of the standard ones.",
  "sign-in-subject": "Your link to sign in to {site}",
  "sign-in-lead": "Here is the link you asked for.",
  "sign-in-action": "Sign in",
  "sign-in-limits":
    "It works once, for {minutes, number} minutes. If you did not ask for it, ignore this message. Nobody can sign in without the link.",
  "invitation-subject": "You are invited to look after letters on {site}",
  "invitation-lead":
    "You have been given a role on {site}, where open letters are published and signed.",
  "invitation-action": "Accept and sign in",
  "invitation-limits":
    "The link works once, for {days, number} days. After that, ask for a new one at {address}.",
  "entries-waiting-subject":
    "{count, plural, one {# entry is} other {# entries are}} waiting on {site}",
  "entries-waiting-lead":
    "{count, plural, one {One entry is} other {# entries are}} waiting for a moderator. Letters with the oldest entries come first.",
  "entries-waiting-letter":
    "“{title}”: {count, plural, one {one entry, from} other {# entries, the oldest from}} {moment} UTC",
  "entries-waiting-others":
    "Entries are also waiting in {count, plural, one {one more letter} other {# more letters}}:",
  "entries-waiting-setting": "Choose when we tell you:",
  "mass-acts-subject":
    "{count, plural, one {Something} other {# things}} your colleagues did on {site}",
  "mass-acts-lead":
    "Your colleagues changed many entries of a letter, or exported contacts. You look after this letter too, so check that this is right. If it is not, ask them, and tell an administrator.",
  "mass-acts-takedown":
    "{moment} UTC: {name} took down {count, plural, one {one entry} other {# entries}} of “{title}”. You can undo it for 24 hours.",
  "mass-acts-erase":
    "{moment} UTC: {name} erased {count, plural, one {one entry} other {# entries}} of “{title}”.",
  "mass-acts-import":
    "{moment} UTC: {name} added {count, plural, one {one entry} other {# entries}} to “{title}” from a file.",
  "mass-acts-invalidate":
    "{moment} UTC: {name} removed {count, plural, one {one entry} other {# entries}} of “{title}” as fraud. You can undo it.",
  "mass-acts-takedown-waits":
    "{moment} UTC: {name} asked to take down {count, plural, one {one entry} other {# entries}} of “{title}”. It waits for somebody else to release it.",
  "mass-acts-erase-waits":
    "{moment} UTC: {name} asked to erase {count, plural, one {one entry} other {# entries}} of “{title}”. It waits for somebody else to release it.",
  "mass-acts-import-waits":
    "{moment} UTC: {name} asked to add {count, plural, one {one entry} other {# entries}} to “{title}” from a file. It waits for somebody else to release it.",
  "mass-acts-invalidate-waits":
    "{moment} UTC: {name} asked to remove {count, plural, one {one entry} other {# entries}} of “{title}” as fraud. It is waiting for somebody else to release it.",
  "mass-acts-export":
    "{moment} UTC: {name} exported {count, plural, one {one entry} other {# entries}} of “{title}” with contacts.",
  "mass-acts-purpose": "What for: {purpose}",
  "mass-acts-command": "Somebody on the command line",
  "mass-acts-others":
    "{count, plural, one {One more thing is not listed here.} other {# more things are not listed here.}}",
} as const;
