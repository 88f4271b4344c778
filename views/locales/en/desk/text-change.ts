/** Changing a text that was signed. */
export const textChange = {
  "review-title": "Names stand under this text",
  "means-typographical":
    "{count, plural, one {Only case, spaces, punctuation or accents change, so that the name under the letter stays there.} other {Only case, spaces, punctuation or accents change, so that the # names under the letter stay there.}} The change is listed among the letter's versions, with your reason.",
  "means-small":
    "Letters change, in three words at most. One letter can turn a sentence round, so this is not decided by one person.",
  "means-substantial":
    "{count, plural, one {This changes what the letter says. The name under it stays with the text that was signed, and the letter begins again at zero.} other {This changes what the letter says. The # names under it stay with the text that was signed, and the letter begins again at zero.}} You can ask everybody who signed whether they sign the new text, too.",
  "change-label": "What kind of change is it?",
  "change-substantial": "It changes what the letter says",
  "change-substantial-hint":
    "Names stay with the text that they signed. The new text is shown at once.",
  "change-typographical": "It corrects a mistake, and nothing else",
  "change-typographical-hint":
    "A second person is shown the difference and decides. Names then stay under the letter, and signatories read on their own pages what was corrected.",
  "nobody-else":
    "Nobody else may change this letter's text. If it corrects a mistake and nothing else, give a second person the role of campaigner; they can then let it pass.",
  "reason-label": "Why does the text change?",
  "reason-hint": "A sentence for everybody: it stands in the public list of versions.",
  "error-reason-missing": "Say why the text changes: names stand under it",
  "error-reason-long": "Shorten the reason to 500 characters or fewer",
  "error-locked":
    "This letter is closed, so its title, text, closing line and language are locked. Nothing was saved.",
  locked:
    "This letter is closed: its title, text, closing line and language are locked. Who publishes it, the day and the tags can be changed.",
  "flash-proposed":
    "Saved for a second person to see. The letter shows the former text until then.",
  "flash-approved": "The correction is published as version {number, number}.",
  "flash-discarded": "The correction was dropped.",
  "flash-gone": "Somebody else decided this or changed the text meanwhile. Nothing was done.",
  "flash-own": "Who proposed a correction cannot let it pass as well. Nothing was done.",
  "proposed-title": "A correction waits for a second person",
  "proposed-by": "{name} proposed it on {moment} UTC.",
  "proposed-reason": "The reason that everybody will read: {reason}",
  "proposed-question":
    "Read it as somebody who signed would. Does it say exactly what was said before?",
  "proposed-own": "Somebody else who may change this letter's text decides.",
  save: "Save with this reason",
  approve: "Yes, publish it",
  discard: "Drop it",
} as const;
