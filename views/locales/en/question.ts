/**
 * Questions about entries, in the words of their mails and pages. The second confirmation asks an
 * organisation, at an address that it publishes itself, whether an entry is its own.
 */
export const question = {
  "second-mail-subject": "Did {name} sign “{title}”?",
  "second-mail-lead":
    "Somebody signed the open letter “{title}”, published by {publisher}, in the name of your organisation. Before the moderators rely on that, they would like to hear it from you, at an address that you publish yourselves.",
  "second-mail-action": "See the entry and answer",
  "second-mail-until":
    "You can answer until {day}. Nothing happens by opening the page, and you need not answer.",
  "second-mail-footer":
    "You get this message because a moderator on {site} found this address on your organisation's website.",
  "second-the-entry": "The entry:",
  "second-signed-by": "Signed in its name by:",
  "second-title": "An entry in your organisation's name",
  "second-question": "Did your organisation sign this letter?",
  "second-lead":
    "Somebody signed the letter below in its name. The moderators of the letter ask you, because this address stands on the organisation's own website.",
  "second-changed":
    "The entry was changed after you opened this page. Please read it again, then answer.",
  "second-as-listed": "How the entry appears in the list, once it is approved",
  "second-who-signed": "Who signed, seen only by you and the moderators",
  "second-confirm": "Yes, our organisation signs",
  "second-refuse": "No, this was not us",
  "second-refuse-explained":
    "If it was not you, say so: the moderators see your answer beside the entry and decide about it.",
  "second-until-explained": "You can answer until {day}. Without an answer, the moderators decide.",
  "second-confirmed-title": "Thank you, your confirmation is noted",
  "second-confirmed-next":
    "The moderators see that your organisation confirmed the entry. You need do nothing more.",
  "second-refused-title": "Your answer is noted",
  "second-refused-next":
    "The moderators see that your organisation did not sign, and decide about the entry. You need do nothing more.",
  "reaffirm-question": "Do you sign the new text, too?",
  "reaffirm-mail-subject": "The text that you signed was changed: {title}",
  "reaffirm-mail-lead":
    "You signed the text of {signed} of “{title}”. On {changed} it was changed, as follows.",
  "reaffirm-signs": "“-” was taken out, “+” was added:",
  "reaffirm-unchanged": "(… {count, plural, one {one sentence} other {# sentences}} unchanged …)",
  "reaffirm-more":
    "{count, plural, =0 {The text was written anew; you find both behind the link below.} other {There is more; you find all of it behind the link below.}}",
  "reaffirm-stays":
    "Your name stands with the text of {signed}, and not under the new one, unless you sign that, too.",
  "reaffirm-mail-action": "See the change, and sign the new text or withdraw",
  "reaffirm-silence":
    "You need do nothing: without an answer everything stays as it is. You are asked once about this text.",
  "address-question": "Should mail about this signature go to you?",
  "address-mail-subject": "Please confirm your new address: {title}",
  "address-mail-lead":
    "Somebody with the link to a signature of “{title}” asked us to mail this address about it from now on.",
  "address-mail-action": "See what changes and confirm it",
  "address-mail-until":
    "You can confirm it until {day}. Until then, and without an answer, nothing changes.",
  "address-mail-not-you":
    "If this was not you, open the link and say so, or do nothing: this address is then deleted.",
  "address-mail-footer":
    "You get this message because somebody gave this address for a signature of “{title}”, published by {publisher}.",
  "address-title": "A new address for a signature",
  "address-lead":
    "Whoever holds the link to this signature asked for it. If you confirm, all mail about it comes to you, and so does the link by which it is changed or withdrawn.",
  "address-entry": "The signature",
  "address-contact-now": "Its contact",
  "address-changes": "What changes",
  "address-change-mail": "Mail about this signature goes to {address}.",
  "address-change-contact": "Its contact is {name}, {role}.",
  "address-change-links": "Links that were mailed to the former address work no more.",
  "address-change-list": "The list of signatories stays as it is.",
  "address-confirm": "Yes, this is my address",
  "address-refuse": "No, this was not me",
  "address-refuse-explained": "If you say that it was not you, this address is deleted at once.",
  "address-until-explained": "You can answer until {day}. Without an answer nothing changes.",
  "address-confirmed-title": "Your new address is confirmed",
  "address-confirmed-next":
    "Mail about this signature goes to you from now on. The former address is told.",
  "address-refused-title": "Your answer is noted",
  "address-refused-next": "Nothing was changed, and your address has been deleted.",
  "address-cancelled-title": "The change was taken back",
  "address-cancelled-next":
    "Whoever asked for it took it back, so there is nothing left to confirm.",
  "address-taken-title": "This address has signed the letter itself",
  "address-taken-next":
    "One address signs a letter once, so nothing was changed. To move the other signature here, withdraw the one that this address has.",
  "address-replaced-next":
    "Another change of address was asked for since this message. Only the newest link can be answered.",
  "address-expired-next":
    "It could be confirmed for {days, number} days. Ask for the change again on the page of your signature.",
  "ended-title": "There is nothing left to answer",
  "ended-next": "The entry was withdrawn, or is not in the list for another reason.",
  "replaced-title": "A newer question was sent",
  "second-replaced-next":
    "The moderators have asked again since this message, perhaps at another address. Only the newest link can be answered.",
  "expired-title": "This link has expired",
  "second-expired-next":
    "It could be answered for {days, number} days. If the entry is wrong, write to the people behind the letter.",
  "unknown-title": "This link does not work",
  "unknown-next":
    "It may have been cut in two by your mail program. Copy the whole of it into the address bar.",
  "second-staff-title": "Second confirmation",
  "second-staff-lead":
    "Ask the organisation itself, at an address that you found on its website. The mail shows the entry and who signed it; the answer stands here and beside the entry in the queue.",
  "second-address": "Address that the organisation publishes",
  "second-address-hint": "At {domain}, or below it.",
  "second-ask": "Ask the organisation",
  "second-asked": "The organisation has been asked. The mail is on its way.",
  "second-question-asked": "Asked at {address} by {name} on {moment} UTC",
  "second-question-asked-unreadable":
    "Asked by {name} on {moment} UTC; the address cannot be opened",
  "second-question-asked-erased": "Asked by {name} on {moment} UTC; the address was deleted",
  "second-answer-confirmed": "Confirmed on {moment} UTC",
  "second-answer-refused": "Answered “this was not us” on {moment} UTC",
  "second-answer-none": "No answer yet; it can be answered until {moment} UTC",
  "second-answer-expired": "No answer, and its time is over",
  "second-answer-replaced": "No answer; a newer question took its place",
  "second-problem-not-possible":
    "Only entries of organisations that are pending or published can be asked about.",
  "second-problem-no-own-domain":
    "Its website is at no domain of its own, so no address there is known to be the organisation's.",
  "second-problem-confirmed-already":
    "The organisation has confirmed this entry. It can be asked again if the name or the website changes.",
  "second-problem-too-many":
    "{max, number} questions have been asked about this entry, and no more can be.",
  "second-problem-too-soon":
    "It was asked within the last {minutes, number} minutes. Wait before you ask again.",
  "second-problem-address-invalid": "Enter one address like name@{domain}",
  "second-problem-free-mail":
    "Anybody can have an address at this provider. Enter one at {domain}, the domain of the website",
  "second-problem-other-domain":
    "Enter an address at {domain}, the domain of the organisation's website",
  "second-problem-same-address":
    "The entry itself was confirmed from this address. Enter another one that the organisation publishes",
  "evidence-second-asked":
    "The organisation was asked on {day} whether the entry is its own, and has not answered.",
  "evidence-second-confirmed": "The organisation confirmed the entry itself on {day}.",
  "evidence-second-outdated":
    "The organisation confirmed the entry on {day}, when it said another name or website.",
  "evidence-second-refused": "The organisation answered on {day} that it did not sign.",
  "second-how-second-confirmation": "Confirmed by its own office",
  "second-how-contact": "Confirmed by its contact person",
} as const;
