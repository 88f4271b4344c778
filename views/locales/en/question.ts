/**
 * Questions about entries, in the words of their mails and pages. The second confirmation asks an
 * organisation, at an address that it publishes itself, whether an entry is its own.
 */
export const question = {
  "second-mail-subject": "Did {name} sign “{title}”?",
  "second-mail-lead":
    "Somebody signed the open letter “{title}”, published by {publisher}, in the name of your organisation. The moderators would like to check this with you, at an address that you publish yourselves.",
  "second-mail-action": "See the entry and answer",
  "second-mail-until":
    "You can answer until {day}. Nothing happens when you open the page, and you do not have to answer.",
  "second-mail-footer":
    "You got this message because a moderator on {site} found this address on your organisation's website.",
  "second-the-entry": "The entry:",
  "second-signed-by": "Signed on its behalf by:",
  "second-title": "An entry in your organisation's name",
  "second-question": "Did your organisation sign this letter?",
  "second-lead":
    "Somebody signed the letter below in its name. The moderators of the letter are asking you because this address is on the organisation's own website.",
  "second-changed": "The entry has changed since you opened this page. Read it again, then answer.",
  "second-as-listed": "How the entry appears in the list, once a moderator has approved it",
  "second-who-signed": "Who signed (only you and the moderators see this)",
  "second-confirm": "Yes, our organisation signs",
  "second-refuse": "No, this was not us",
  "second-refuse-explained":
    "If it was not you, say so. The moderators see your answer beside the entry and decide what to do.",
  "second-until-explained": "You can answer until {day}. Without an answer, the moderators decide.",
  "second-confirmed-title": "Thank you for confirming",
  "second-confirmed-next":
    "The moderators see that your organisation confirmed the entry. You do not need to do anything else.",
  "second-refused-title": "Thank you for telling us",
  "second-refused-next":
    "The moderators see that your organisation did not sign, and decide what to do. You do not need to do anything else.",
  "reaffirm-question": "Do you sign the new text too?",
  "reaffirm-mail-subject": "The text that you signed has changed: {title}",
  "reaffirm-mail-lead":
    "You signed the text of {signed} of “{title}”. It changed on {changed}. This is what changed.",
  "reaffirm-signs": "“-” means removed, “+” means added:",
  "reaffirm-unchanged": "(… {count, plural, one {one sentence} other {# sentences}} unchanged …)",
  "reaffirm-more":
    "{count, plural, =0 {The text is completely new. You can read both through the link below.} other {There is more. You can read all of it through the link below.}}",
  "reaffirm-stays":
    "Your name stays with the text of {signed}. It does not appear under the new text unless you sign that too.",
  "reaffirm-mail-action": "See the change, and sign the new text or withdraw",
  "reaffirm-silence":
    "You do not need to do anything. If you do not answer, everything stays as it is. We ask you only once about this text.",
  "address-question": "Do you want mail about this signature?",
  "address-mail-subject": "Confirm your new address: {title}",
  "address-mail-lead":
    "Somebody who has the link to a signature of “{title}” asked us to send mail about it to this address from now on.",
  "address-mail-action": "See what changes and confirm it",
  "address-mail-until": "You can confirm it until {day}. Until you do, nothing changes.",
  "address-mail-not-you":
    "If this was not you, open the link and say so, or do nothing. We then delete this address.",
  "address-mail-footer":
    "You got this message because somebody gave this address for a signature of “{title}”, published by {publisher}.",
  "address-title": "A new address for a signature",
  "address-lead":
    "Somebody who has the link to this signature asked for this. If you confirm, we send you all mail about it, including the link to change or withdraw it.",
  "address-entry": "The signature",
  "address-contact-now": "Its contact now",
  "address-changes": "What changes",
  "address-change-mail": "We send mail about this signature to {address}.",
  "address-change-contact": "Its contact is {name}, {role}.",
  "address-change-links": "The links that we mailed to the old address stop working.",
  "address-change-list": "The list of signatories does not change.",
  "address-confirm": "Yes, this is my address",
  "address-refuse": "No, this was not me",
  "address-refuse-explained": "If you say that it was not you, we delete this address at once.",
  "address-until-explained": "You can answer until {day}. If you do not answer, nothing changes.",
  "address-confirmed-title": "You have confirmed your new address",
  "address-confirmed-next":
    "From now on, we send you the mail about this signature. We also tell the old address.",
  "address-refused-title": "Thank you for telling us",
  "address-refused-next": "We have not changed anything, and have deleted your address.",
  "address-cancelled-title": "The change was cancelled",
  "address-cancelled-next":
    "The person who asked for it cancelled it, so there is nothing left to confirm.",
  "address-taken-title": "This address has signed the letter itself",
  "address-taken-next":
    "An address can sign a letter only once, so we have not changed anything. To move the other signature here, withdraw the one that this address has.",
  "address-replaced-next":
    "Somebody has asked for another change of address since this message. You can only answer the newest link.",
  "address-expired-next":
    "You had {days, number} days to confirm it. Ask for the change again on the page of your signature.",
  "ended-title": "There is nothing left to answer",
  "ended-next": "The entry was withdrawn, or is no longer in the list for another reason.",
  "replaced-title": "There is a newer question",
  "second-replaced-next":
    "The moderators have asked again since this message, perhaps at another address. You can only answer the newest link.",
  "expired-title": "This link has expired",
  "second-expired-next":
    "You had {days, number} days to answer. If the entry is wrong, write to the people behind the letter.",
  "unknown-title": "This link does not work",
  "unknown-next":
    "Your mail program may have cut it in two. Copy the whole link into the address bar.",
  "second-staff-title": "Second confirmation",
  "second-staff-lead":
    "Ask the organisation itself, at an address that you found on its website. The mail shows the entry and who signed it. You see the answer here and beside the entry in the queue.",
  "second-address": "Address that the organisation publishes",
  "second-address-hint": "At {domain}, or below it.",
  "second-ask": "Ask the organisation",
  "second-asked": "We have sent a mail to the organisation.",
  "second-question-asked": "Asked at {address} by {name} on {moment} UTC",
  "second-question-asked-unreadable": "Asked by {name} on {moment} UTC; we cannot read the address",
  "second-question-asked-erased": "Asked by {name} on {moment} UTC; we have deleted the address",
  "second-answer-confirmed": "Confirmed on {moment} UTC",
  "second-answer-refused": "Answered “this was not us” on {moment} UTC",
  "second-answer-none": "No answer yet; they can answer until {moment} UTC",
  "second-answer-expired": "No answer in time",
  "second-answer-replaced": "No answer; replaced by a newer question",
  "second-problem-not-possible":
    "You can only ask about entries of organisations that are pending or published.",
  "second-problem-no-own-domain":
    "Its website does not have a domain of its own, so we cannot tell which addresses belong to the organisation.",
  "second-problem-confirmed-already":
    "The organisation has confirmed this entry. You can ask it again if the name or the website changes.",
  "second-problem-too-many":
    "You have asked {max, number} questions about this entry, the most that you can ask.",
  "second-problem-too-soon":
    "The last question was less than {minutes, number} minutes ago. Wait before you ask again.",
  "second-problem-address-invalid": "Enter one address like name@{domain}",
  "second-problem-free-mail":
    "Anyone can get an address from this provider. Enter one at {domain}, the domain of the website",
  "second-problem-other-domain":
    "Enter an address at {domain}, the domain of the organisation's website",
  "second-problem-same-address":
    "This address confirmed the entry itself. Enter a different one that the organisation publishes",
  "evidence-second-asked":
    "We asked the organisation on {day} whether the entry is its own. It has not answered.",
  "evidence-second-confirmed": "The organisation confirmed the entry itself on {day}.",
  "evidence-second-outdated":
    "The organisation confirmed the entry on {day}, when it had a different name or website.",
  "evidence-second-refused": "The organisation answered on {day} that it did not sign.",
  "second-how-second-confirmation": "Confirmed by its own office",
  "second-how-contact": "Confirmed by its contact person",
} as const;
