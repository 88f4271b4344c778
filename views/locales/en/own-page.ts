export const ownPage = {
  title: "Your signature",
  "pending-title": "A moderator will read your entry",
  "pending-next":
    "Your address is confirmed. When your entry appears under the letter, we tell you by mail.",
  "published-title": "Your signature is published",
  "published-next": "It stands under the letter, in the list of signatories.",
  "published-earlier":
    "It stands in the list of signatories, with the text that you signed. The letter has another text now.",
  "hidden-title": "Your signature is hidden",
  "hidden-next": "It is in no public list and no public count until you show it again.",
  "rejected-title": "Your signature was not accepted",
  "rejected-next": "The moderators read your entry and did not add it to the list.",
  "forgotten-title": "Your signature was not accepted",
  "forgotten-next": "What the entry held about you has been deleted. You can sign the letter anew.",
  "withdrawn-title": "Your signature is withdrawn",
  "withdrawn-next":
    "It is in no list, and what it held about you has been deleted. You can sign the letter anew.",
  "withheld-title": "This entry has been taken out",
  "withheld-next":
    "It is no longer in the list. What it held about you is deleted within a day. You can sign the letter anew.",
  "takendown-title": "This entry has been taken out",
  "takendown-next": "It is no longer in the list, and what it held about you has been deleted.",
  "contacts-gone":
    "Your email address was deleted on {day}, when its time was over. So you get no more messages about this signature, and it cannot move to another address. If you lose this link, ask for a new one with the address: it is mailed there.",
  "news-changed": "Your change has been saved.",
  "news-proposed": "Your change has been received. A moderator will read it.",
  "news-discarded": "Your change has been taken back. The entry stays as it is.",
  "news-unnamed":
    "Your change has been saved. Your name is out of the list from now on; your signature counts on.",
  "news-unnamed-and-proposed":
    "Your name is out of the list from now on. A moderator will read the rest of your change.",
  "news-unnamed-and-discarded":
    "Your name is out of the list from now on. The change that was waiting has been taken back.",
  "news-hidden": "Your signature is hidden from now on.",
  "news-shown": "Your signature is shown again.",
  "news-withdrawn": "Your signature has been withdrawn.",
  "news-joined-news": "You get news on this letter from now on.",
  "news-left-news": "You get no more news on this letter. Your signature stays as it is.",
  "news-reworded":
    "The sentence has changed since you opened this page. Please read it again before you agree.",
  "news-impossible": "That was not possible any more. This is where your entry stands now.",
  "news-reaffirmed": "Thank you. Your signature stands under the new text now.",
  "news-text-changed":
    "Nothing was changed: the letter got another text meanwhile. Please read it below, then answer.",
  "news-address-asked":
    "A message is on its way to the new address, and one to the present one. Nothing changes before it is confirmed at the new one.",
  "news-address-too-often":
    "A change of address can be asked for only a few times a day. Nothing was done; please come back tomorrow.",
  "news-address-cancelled": "The change of address has been taken back. Its link works no more.",
  "text-changed-title": "The text that you signed was changed",
  "text-changed": "You signed the text of {signed}. It was changed on {changed}, as follows.",
  "text-reason": "The reason given: {reason}",
  "text-stays":
    "Your name stands with the text of {signed}, and not under the new one, unless you sign that, too.",
  "text-closed": "The letter is closed, so the new text can no longer be signed.",
  "text-contact": "Signed in its name by:",
  "text-no-authority": "Tick this, if you may sign the new text in its name",
  "text-send": "I sign the new text, too",
  "text-silence": "You need do nothing: without an answer everything stays as it is.",
  "text-small-title": "The text that you signed was corrected",
  "text-small":
    "The text that you signed, that of {signed}, was changed in {count, plural, one {one word} other {# words}} on {changed}, as follows.",
  "text-small-seen":
    "A second person saw that it still says the same, so your name stands under it. If you see it otherwise, withdraw or write to us.",
  "text-small-same": "Every word is still the same, so your name stands under it.",
  "signed-title": "What you signed",
  "signed-version": "Version {number, number}, of {day}",
  "signed-hash":
    "Its fingerprint (SHA-256). Whoever changes one letter of the text gets another one:",
  "signed-download": "Download the text that you signed",
  "as-it-stands": "As it stands in the list",
  "your-entry": "Your entry",
  "as-proposed": "As you want it to stand",
  "proposal-next":
    "A moderator reads the change first. Until then the entry stays as it is, and we tell you by mail.",
  "change-refused": "Your last change was not accepted: {reason}",
  reason: "Their reason: {reason}",
  appeal: "If you think that this is a mistake, write to {contact}.",
  "change-title": "Change your entry",
  "change-pending-hint": "A moderator has yet to read your entry, so a change holds at once.",
  "change-published-hint":
    "A moderator reads the change first; what is published stays until then. To be named no more takes effect at once.",
  "change-send": "Save the change",
  "address-title": "Change your address",
  "address-hint":
    "We mail the new address; once you confirm it there, all mail about your signature goes to it. Your present address is told, too. The list stays as it is.",
  "address-new": "New email address",
  "address-new-hint": "It must not have signed this letter itself.",
  "address-contact": "New contact name",
  "address-contact-hint": "Only if somebody else speaks for your organisation from now on.",
  "address-contact-role": "Their role",
  "address-send": "Mail the new address",
  "address-open-title": "Your address is to change",
  "address-open":
    "On {day} a change to {address} was asked for. It takes effect once it is confirmed there, by {until} at the latest.",
  "address-open-contact": "The new contact then: {name}, {role}",
  "address-cancel": "Take the change back",
  "address-another": "Ask for another address",
  "agreed-title": "What you agreed to",
  "agreed-publication": "That your entry is published",
  "agreed-publication-none":
    "You agreed to nothing here: those who run this letter added your entry from a list.",
  "agreed-publication-end":
    "It ends when you withdraw your signature, below: then all that you gave is deleted, your address too. While your signature is published, you can also hide it for a time.",
  "agreed-news": "News on this letter",
  "agreed-news-none": "You have not asked for it, so you get none.",
  "agreed-news-end":
    "You begin and end this here, at once, and as often as you like. Your signature stays as it is.",
  "agreed-on": "Agreed to on {day}.",
  "agreed-signing": "Agreed to when you signed.",
  "agreed-ended": "Ended on {day}.",
  "agree-send": "I agree, send me news",
  "agreement-end-send": "Send me no more news",
  "hide-title": "Hide it for now",
  "hide-hint": "Your name leaves the list and the counts at once. You can show it again here.",
  "hide-send": "Hide my signature now",
  "show-title": "Show it again",
  "show-hint": "Your signature comes back into the list and the counts at once.",
  "show-send": "Show my signature again",
  "withdraw-title": "Withdraw",
  "withdraw-hint": "Takes your signature back for good and deletes what it holds about you.",
  "withdraw-send": "Withdraw my signature…",
  "withdraw-question": "Withdraw your signature?",
  "withdraw-lead": "You are about to take back your signature of “{title}”.",
  "withdraw-public": "Your entry leaves the public list and the counts at once.",
  "withdraw-erased":
    "Your name, your address and everything else in the entry is deleted. This cannot be undone.",
  "withdraw-anew": "You can sign the letter anew whenever you like.",
  "withdraw-confirm": "Withdraw and delete",
  "withdraw-cancel": "Keep my signature",
  "copy-title": "A copy of your data",
  copy: "Download all that is held about your signature",
  "copy-hint":
    "A file in the form of JSON, which programs read. What moderators noted is counted in it, not quoted; ask those who run the letter for it.",
  "keep-secret":
    "This page is yours alone: whoever has its address can change your entry, so do not pass it on.",
  "replaced-title": "There is a newer link",
  replaced:
    "A new link to this page was mailed to you, and this one no longer works. Look for the newest message, or ask for another link.",
  "unknown-title": "This link does not work",
  unknown:
    "It may have been cut in two by your mail program. Copy the whole of it into the address bar.",
  "ask-new-link": "Ask for a new link",
  "go-to-own-page": "See, change, hide or withdraw your signature",
} as const;

/** Telling others. */
export const share = {
  title: "Tell others",
  hint: "The letter grows by people who pass it on.",
  text: "An open letter: “{title}”",
  line: "Pass it on:",
  copy: "Copy the link",
  copied: "Copied",
  email: "Email",
  qr: "QR code",
  signed: "{count, number} have signed",
  "signed-more": "More than {count, number} have signed",
} as const;

export const lostLink = {
  title: "Get a new link to your signature",
  lead: "Every mail about your signature holds a link to see, change, hide or withdraw it. If you have lost them, we mail you a new one.",
  "email-hint": "The address that you signed with.",
  send: "Mail me a link",
  sent: "If this address has signed this letter, a link is on its way to it. It is sent within a day at the latest.",
  "all-title": "Get a link to all your signatures",
  "all-lead":
    "We mail you a link to a page of all letters that you have signed here. There you see, copy, change or withdraw each, or withdraw all.",
  "all-sent":
    "If this address has signed a letter here, a link is on its way to it. It is sent within a day at the latest.",
  several: "Have you signed more than one letter?",
  "several-link": "Get a link to all your signatures",
  "nothing-came-address": "You may have signed with another address.",
  "nothing-came-limits":
    "Two links a day are sent to one address, and ten minutes lie between two mails. Any more wait for their turn. Until the new link is sent, the ones in earlier messages go on working.",
} as const;

/** All entries of an address. */
export const entries = {
  title: "Your signatures",
  lead: "These letters were signed with your address.",
  none: "No letter here is signed with your address any more.",
  "is-unverified": "Not confirmed: it is in no list, and is deleted within days.",
  "is-pending": "A moderator will read it",
  "is-published": "Published",
  "is-hidden": "Hidden",
  "is-rejected": "Not accepted",
  open: "See, copy or change it",
  confirm: "Confirm or refuse it",
  withdraw: "Withdraw…",
  "all-title": "Withdraw all",
  "all-hint": "Takes back every signature above, and deletes what they hold about you.",
  "all-send": "Withdraw all…",
  "news-withdrawn":
    "{count, plural, =0 {That was not possible any more.} one {One signature has been withdrawn.} other {# signatures have been withdrawn.}}",
  "withdraw-question": "Withdraw {count, plural, one {this signature} other {these # signatures}}?",
  "withdraw-lead":
    "You are about to take back {count, plural, one {your signature} other {your signatures}} of:",
  "withdraw-erased":
    "Your name, your address and everything else that you gave is deleted, and leaves every public list and count at once. This cannot be undone.",
  "withdraw-anew": "You can sign anew whenever you like.",
  "withdraw-cancel": "Keep {count, plural, one {it} other {them}}",
  "keep-secret":
    "This page is yours alone, until {day}: whoever has its address can change your entries, so do not pass it on.",
  "expired-title": "This link has expired",
  expired: "Ask for a new one: it is mailed to your address.",
} as const;

/** For addresses that are never to be mailed again. */
export const suppression = {
  "suppress-title": "Stop all mail to you?",
  "suppress-lead": "Press the button, and {site} never mails you about any letter again.",
  "suppress-letters":
    "That goes for every letter here, and for messages about signatures that you gave yourself.",
  "suppress-spellings":
    "It holds for all spellings of your address. You cannot confirm a signature with it until you allow mail again.",
  "suppress-send": "Never mail me again",
  "allow-title": "You get no more mail",
  "allow-lead": "{site} does not mail you about letters any more.",
  "allow-letters":
    "If somebody gives your address to sign, you hear nothing of it, and it does not count.",
  "allow-spellings": "Keep this page if you may want mail again one day.",
  "allow-send": "Allow mail again",
  "unknown-title": "This link does not work",
  unknown:
    "It may have been cut in two by your mail program. Copy the whole of it into the address bar.",
} as const;
