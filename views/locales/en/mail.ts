/** Mail. Each is read without its page, so each says what it is about. */
export const mail = {
  greeting: "Hello,",
  "footer-letter":
    "You get this message because somebody used this address to sign “{title}”, published by {publisher}.",
  "footer-staff": "You get this message because you look after letters on {site}.",
  "privacy-label": "What happens to your data:",
  "reply-hint": "Answers to this message reach the people behind the letter.",
  "entry-label": "Your entry:",
  "entry-unnamed": "Counted, without a name",
  "confirm-subject": "Please confirm: {title}",
  "confirm-lead": "You are nearly there. Please confirm that you want to sign “{title}”.",
  "confirm-action": "See your entry and confirm it",
  "confirm-until": "The link works until {day}. Until you confirm, nothing is published.",
  "confirm-not-you":
    "If this was not you, open the link and say so, or do nothing: the entry is then deleted.",
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
  "published-withdraw": "To change or withdraw it, write to {contact}.",
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
    "{count, plural, one {# entry is} other {# entries are}} waiting: {title}",
  "entries-waiting-lead":
    "{count, plural, one {One entry waits} other {# entries wait}} for a moderator of “{title}”.",
  "entries-waiting-oldest": "The oldest has waited since {moment} UTC.",
  "entries-waiting-action": "Open the queue",
} as const;
