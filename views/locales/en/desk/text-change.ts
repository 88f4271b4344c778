/** Changing a text that was signed. */
export const textChange = {
  "review-title": "People have signed this text",
  "means-typographical":
    "{count, plural, one {You are only changing case, spaces, punctuation or accents, so the name under the letter stays there.} other {You are only changing case, spaces, punctuation or accents, so the # names under the letter stay there.}} The list of versions will show the change with your reason.",
  "means-small":
    "You are changing letters, in three words at most. One letter can reverse the meaning of a sentence, so one person cannot decide this alone.",
  "means-substantial":
    "{count, plural, one {This changes what the letter says. The name under it stays with the text that was signed, and the letter starts again at zero.} other {This changes what the letter says. The # names under it stay with the text that was signed, and the letter starts again at zero.}} You can ask everybody who signed whether they sign the new text too.",
  "change-label": "What kind of change is it?",
  "change-substantial": "It changes what the letter says",
  "change-substantial-hint":
    "Names stay with the text that people signed. We publish the new text at once.",
  "change-typographical": "It corrects a mistake, and nothing else",
  "change-typographical-hint":
    "A second person sees the difference and decides. Names then stay under the letter, and signatories see on their own pages what you corrected.",
  "nobody-else":
    "Nobody else can change this letter's text. If you are only correcting a mistake, make a second person a campaigner. They can then approve it.",
  "reason-label": "Why are you changing the text?",
  "reason-hint": "One sentence. Everybody can read it in the public list of versions.",
  "error-reason-missing": "Say why you are changing the text, because people have signed it",
  "error-reason-long": "Shorten the reason to 500 characters or fewer",
  "error-locked":
    "This letter is closed, so its title, text, closing line and language are locked. We have not saved anything.",
  locked:
    "This letter is closed: its title, text, closing line and language are locked. You can still change the publisher, the date and the tags.",
  "flash-proposed":
    "We have saved it for a second person to check. Until then, the letter shows the earlier text.",
  "flash-approved": "The correction is published as version {number, number}.",
  "flash-discarded": "The correction is cancelled.",
  "flash-gone":
    "Somebody else decided this or changed the text in the meantime. We have not done anything.",
  "flash-own": "You cannot approve your own correction. We have not done anything.",
  "proposed-title": "A correction is waiting for a second person",
  "proposed-by": "{name} proposed it on {moment} UTC.",
  "proposed-reason": "The reason that everybody will read: {reason}",
  "proposed-question": "Read it as if you had signed it. Does it still say exactly the same?",
  "proposed-own": "Somebody else who can change this letter's text must decide.",
  save: "Save with this reason",
  approve: "Yes, publish it",
  discard: "Cancel the correction",
} as const;
