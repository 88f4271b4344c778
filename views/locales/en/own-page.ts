export const ownPage = {
  title: "Your signature",
  "pending-title": "A moderator will read your entry",
  "pending-next":
    "Your address is confirmed. We mail you when your entry appears under the letter.",
  "published-title": "Your signature is published",
  "published-next": "It appears under the letter, in the list of signatories.",
  "published-earlier":
    "It appears in the list of signatories, with the text that you signed. The letter has a new text now.",
  "hidden-title": "Your signature is hidden",
  "hidden-next": "It is not in the public list or the public count until you show it again.",
  "rejected-title": "Your signature was not accepted",
  "rejected-next": "The moderators read your entry and did not add it to the list.",
  "forgotten-title": "Your signature was not accepted",
  "forgotten-next": "We have deleted what the entry held about you. You can sign the letter again.",
  "withdrawn-title": "Your signature is withdrawn",
  "withdrawn-next":
    "It is not in any list, and we have deleted what it held about you. You can sign the letter again.",
  "withheld-title": "This entry has been removed",
  "withheld-next":
    "It is no longer in the list. We delete what it held about you within a day. You can sign the letter again.",
  "takendown-title": "This entry has been removed",
  "takendown-next": "It is no longer in the list, and we have deleted what it held about you.",
  "contacts-gone":
    "We deleted your email address on {day}, as we only keep it for a limited time. So we can no longer mail you about this signature or move it to another address. If you lose this link, ask for a new one with the address you signed with, and we mail it there.",
  "news-changed": "We have saved your change.",
  "news-proposed": "We have received your change. A moderator will read it.",
  "news-discarded": "You have cancelled your change. Your entry stays as it is.",
  "news-unnamed":
    "We have saved your change. Your name is no longer in the list, and your signature still counts.",
  "news-unnamed-and-proposed":
    "Your name is no longer in the list. A moderator will read the rest of your change.",
  "news-unnamed-and-discarded":
    "Your name is no longer in the list. The change that was waiting is cancelled.",
  "news-hidden": "Your signature is now hidden.",
  "news-shown": "Your signature is visible again.",
  "news-withdrawn": "You have withdrawn your signature.",
  "news-joined-news": "We will now send you news about this letter.",
  "news-left-news":
    "We will not send you any more news about this letter. Your signature stays as it is.",
  "news-reworded":
    "The sentence has changed since you opened this page. Read it again before you agree.",
  "news-impossible": "That is no longer possible. This page shows your entry as it is now.",
  "news-reaffirmed": "Thank you. You have now signed the new text.",
  "news-text-changed":
    "Nothing has changed: the letter got a new text in the meantime. Read it below, then answer.",
  "news-address-asked":
    "We have sent a message to the new address and one to your current address. Nothing changes until you confirm it at the new address.",
  "news-address-too-often":
    "You can ask to change your address only a few times a day. Nothing has changed. Come back tomorrow.",
  "news-address-cancelled": "You have cancelled the change of address. Its link no longer works.",
  "text-changed-title": "The text that you signed has changed",
  "text-changed": "You signed the text of {signed}. It changed on {changed}. This is what changed.",
  "text-reason": "The reason given: {reason}",
  "text-stays":
    "Your name stays with the text of {signed}. It does not appear under the new text unless you sign that too.",
  "text-closed": "The letter is closed, so you can no longer sign the new text.",
  "text-contact": "Signed on its behalf by:",
  "text-no-authority": "Tick this if you have the authority to sign the new text in its name",
  "text-send": "Sign the new text too",
  "text-silence":
    "You do not need to do anything. If you do not answer, everything stays as it is.",
  "text-small-title": "We corrected the text that you signed",
  "text-small":
    "You signed the text of {signed}. {count, plural, one {One word} other {# words}} of it changed on {changed}. This is what changed.",
  "text-small-seen":
    "A second person checked that it still says the same, so your name stays under it. If you disagree, withdraw your signature or write to us.",
  "text-small-same": "Every word is still the same, so your name stays under it.",
  "signed-title": "What you signed",
  "signed-version": "Version {number, number}, {day}",
  "signed-hash":
    "Its fingerprint (SHA-256). If even one character of the text changes, so does the fingerprint:",
  "signed-download": "Download the text that you signed",
  "as-it-stands": "How it appears in the list",
  "your-entry": "Your entry",
  "as-proposed": "How you want it to appear",
  "proposal-next":
    "A moderator reads your change first. Until then your entry stays as it is. We mail you the decision.",
  "change-refused": "Your last change was not accepted: {reason}",
  reason: "Their reason: {reason}",
  appeal: "If you think this is a mistake, write to {contact}.",
  "change-title": "Change your entry",
  "change-pending-hint":
    "A moderator has not read your entry yet, so we save your change straight away.",
  "change-published-hint":
    "A moderator reads your change first. Until then your published entry stays as it is. If you choose to appear without your name, that takes effect at once.",
  "change-send": "Save the change",
  "address-title": "Change your address",
  "address-hint":
    "We mail the new address. Once you confirm it there, we send all mail about your signature to it. We also tell your current address. The list does not change.",
  "address-new": "New email address",
  "address-new-hint": "It must not be an address that has signed this letter.",
  "address-contact": "New contact name",
  "address-contact-hint": "Only if somebody else now speaks for your organisation.",
  "address-contact-role": "Their role",
  "address-send": "Mail the new address",
  "address-open-title": "You asked to change your address",
  "address-open":
    "On {day} you asked to change it to {address}. The change takes effect once it is confirmed there, by {until} at the latest.",
  "address-open-contact": "The new contact will be: {name}, {role}",
  "address-cancel": "Cancel the change",
  "address-another": "Use a different address",
  "agreed-title": "What you agreed to",
  "agreed-publication": "Publishing your entry",
  "agreed-publication-none":
    "You did not agree to anything here: the people who run this letter added your entry from a list.",
  "agreed-publication-end":
    "To end this, withdraw your signature below: we then delete everything you gave us, including your address. While your signature is published, you can also hide it for a time.",
  "agreed-news": "News about this letter",
  "agreed-news-none": "You have not asked for news, so we do not send you any.",
  "agreed-news-end":
    "You can start and stop the news here at any time, as often as you like. Your signature stays as it is.",
  "agreed-on": "You agreed on {day}.",
  "agreed-signing": "You agreed when you signed.",
  "agreed-ended": "You ended it on {day}.",
  "agree-send": "I agree, send me news",
  "agreement-end-send": "Stop sending me news",
  "hide-title": "Hide it for now",
  "hide-hint":
    "We remove your name from the list and the counts at once. You can show it again here.",
  "hide-send": "Hide my signature now",
  "show-title": "Show it again",
  "show-hint": "We put your signature back into the list and the counts at once.",
  "show-send": "Show my signature again",
  "withdraw-title": "Withdraw",
  "withdraw-hint": "This takes your signature back for good and deletes what it holds about you.",
  "withdraw-send": "Withdraw my signature…",
  "withdraw-question": "Withdraw your signature?",
  "withdraw-lead": "You are about to withdraw your signature of “{title}”.",
  "withdraw-public": "We remove your entry from the public list and the counts at once.",
  "withdraw-erased":
    "We delete your name, your address and everything else in the entry. You cannot undo this.",
  "withdraw-anew": "You can sign the letter again whenever you like.",
  "withdraw-confirm": "Withdraw and delete",
  "withdraw-cancel": "Keep my signature",
  "copy-title": "A copy of your data",
  copy: "Download everything we hold about your signature",
  "copy-hint":
    "The file is in JSON, a format for programs. It says how many notes moderators made but does not quote them. Ask the people who run the letter for those.",
  "keep-secret":
    "This page is for you only. Anyone with its address can change your entry, so do not share it.",
  "replaced-title": "There is a newer link",
  replaced:
    "We have mailed you a newer link to this page, so this one no longer works. Look for the newest message, or ask for another link.",
  "unknown-title": "This link does not work",
  unknown: "Your mail program may have cut it in two. Copy the whole link into the address bar.",
  "ask-new-link": "Ask for a new link",
  "go-to-own-page": "See, change, hide or withdraw your signature",
} as const;

/** Telling others. */
export const share = {
  title: "Tell others",
  hint: "Each person you tell can help the letter grow.",
  text: "An open letter: “{title}”",
  line: "Share this letter:",
  copy: "Copy the link",
  copied: "Copied",
  email: "Email",
  qr: "QR code",
  signed: "{count, number} have signed",
  "signed-more": "More than {count, number} have signed",
} as const;

export const lostLink = {
  title: "Get a new link to your signature",
  lead: "Every mail about your signature has a link to see, change, hide or withdraw it. If you have lost those mails, we send you a new link.",
  "email-hint": "The address that you signed with.",
  send: "Mail me a link",
  sent: "If this address has signed this letter, we mail a link to it within a day at the latest.",
  "all-title": "Get a link to all your signatures",
  "all-lead":
    "We mail you a link to a page with all the letters that you have signed here. On it you can see, copy, change or withdraw each signature, or withdraw all of them.",
  "all-sent":
    "If this address has signed a letter here, we will mail a link to it, within a day at the latest.",
  several: "Have you signed more than one letter?",
  "several-link": "Get a link to all your signatures",
  "nothing-came-address": "You may have signed with another address.",
  "nothing-came-limits":
    "We send an address at most two links a day, at least ten minutes apart. If you ask for more, they wait their turn. The links in earlier messages keep working until we send the new one.",
} as const;

/** All entries of an address. */
export const entries = {
  title: "Your signatures",
  lead: "Your address has signed these letters.",
  none: "Your address has no signatures here any more.",
  "is-unverified": "Not confirmed: it is not in any list, and we delete it within days.",
  "is-pending": "A moderator will read it",
  "is-published": "Published",
  "is-hidden": "Hidden",
  "is-rejected": "Not accepted",
  open: "See, copy or change it",
  confirm: "Confirm or refuse it",
  withdraw: "Withdraw…",
  "all-title": "Withdraw all of them",
  "all-hint": "This withdraws every signature above and deletes what they hold about you.",
  "all-send": "Withdraw all…",
  "news-withdrawn":
    "{count, plural, =0 {That is no longer possible.} one {You have withdrawn one signature.} other {You have withdrawn # signatures.}}",
  "withdraw-question": "Withdraw {count, plural, one {this signature} other {these # signatures}}?",
  "withdraw-lead":
    "You are about to withdraw {count, plural, one {your signature} other {your signatures}} of:",
  "withdraw-erased":
    "We delete your name, your address and everything else you gave us, and remove it from every public list and count at once. You cannot undo this.",
  "withdraw-anew": "You can sign again whenever you like.",
  "withdraw-cancel": "Keep {count, plural, one {it} other {them}}",
  "keep-secret":
    "This page is for you only, and works until {day}. Anyone with its address can change your entries, so do not share it.",
  "expired-title": "This link has expired",
  expired: "Ask for a new link. We mail it to your address.",
} as const;

/** For addresses that are never to be mailed again. */
export const suppression = {
  "suppress-title": "Stop all mail to you?",
  "suppress-lead": "If you press the button, {site} will never mail you about any letter again.",
  "suppress-letters": "This covers every letter here, and messages about your own signatures too.",
  "suppress-spellings":
    "It covers all spellings of your address. You cannot confirm a signature with this address until you allow mail again.",
  "suppress-send": "Never mail me again",
  "allow-title": "We have stopped all mail to you",
  "allow-lead": "{site} will not mail you about letters any more.",
  "allow-letters":
    "If somebody uses your address to sign, we do not tell you, and the signature does not count.",
  "allow-spellings": "Keep this page if you may want mail again one day.",
  "allow-send": "Allow mail again",
  "unknown-title": "This link does not work",
  unknown: "Your mail program may have cut it in two. Copy the whole link into the address bar.",
} as const;
