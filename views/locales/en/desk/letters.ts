/** The overview of a letter, and its state. */
export const overview = {
  "title-of": "Overview: {title}",
  title: "Overview",
  "new-letter": "New letter",
  "to-queue": "Queue",
  "flash-created": "The letter is saved as a draft. Nobody but staff sees it before you open it.",
  "flash-open": "The letter is open. Everybody can read and sign it.",
  "flash-closed": "The letter is closed. Everybody can read it, and nobody can sign it.",
  "flash-draft": "The letter is a draft again. Nobody but staff sees it.",
  "flash-moved": "Somebody else changed the state meanwhile. This is how the letter stands now.",
  "state-title": "State",
  "state-draft": "A draft. Nobody but staff sees it.",
  "state-open": "Open. Everybody can read and sign it.",
  "state-closed": "Closed. Everybody can read it, and nobody can sign it.",
  "state-over":
    "Open, but its closing date has passed, so nobody can sign it. Set a later one in the settings, or close it.",
  closes: "Open for signing until {moment}.",
  "never-closes": "No closing date is set.",
  "change-date": "Change the date",
  open: "Open the letter",
  reopen: "Open it again",
  close: "Close the letter…",
  draft: "Back to draft…",
  "see-draft": "See the draft as the public will see it",
  "close-title": "Close the letter?",
  "close-what":
    "Nobody can sign any more. {count, plural, =0 {Nobody stands in the list yet.} one {The one signature in the list stays in it.} other {The # signatures in the list stay in it.}} Links mailed before still confirm for 24 hours. You can open it again.",
  "close-do": "Close the letter",
  "draft-title": "Take the letter back to a draft?",
  "draft-what":
    "Its pages disappear for everybody but staff, {count, plural, =0 {with nobody in the list} one {with the one signature in the list} other {with the # signatures in the list}}. Links to it lead nowhere until you open it again. Nothing is deleted.",
  "draft-do": "Take it back to a draft",
  "leave-it": "Leave it as it is",
  "numbers-title": "Numbers",
  "numbers-total":
    "{total, plural, =0 {Nobody stands in the public list.} one {One signatory is counted in public.} other {# signatories are counted in public.}}",
  "numbers-of-text":
    "{total, plural, =0 {Nobody is counted in public for the present text.} one {One signatory is counted in public for the present text.} other {# signatories are counted in public for the present text.}}",
  "ask-earlier": "Ask them whether they sign the present text",
  "numbers-split":
    "{organisations, plural, one {# organisation} other {# organisations}}, {individuals, plural, one {# named person} other {# named people}}, {anonymous, plural, one {# without a name} other {# without their names}}.",
  "column-state": "State",
  "column-organisations": "Organisations",
  "column-individuals": "People",
  "column-all": "Together",
  "of-them-hidden": "{count, plural, one {# of them hidden} other {# of them hidden}}",
  "days-title": "Signatures a day",
  "days-lead": "All that came in the last 14 days, whatever became of them. Days are in UTC.",
  "column-day": "Day",
  "column-signed": "Signed",
  "to-exports": "Take an export",
} as const;

/** Writing a letter. */
export const editor = {
  "new-title": "New letter",
  "new-lead": "It is saved as a draft. You open it when it is ready.",
  "edit-title": "Text",
  "edit-lead":
    "What people read and sign. Every change makes a new version, and the earlier ones stay.",
  "edit-title-of": "Text: {title}",
  "title-label": "Title",
  "slug-label": "Address",
  "slug-hint":
    "The last part of the letter's address: lower-case letters, digits and hyphens. Left empty, it is made from the title. It cannot be changed later.",
  "body-label": "Text",
  "body-hint":
    "In Markdown: an empty line begins a paragraph, “1.” a numbered point, “-” a point, “##” a heading, *one* and **two** asterisks emphasise, [words](https://example.org) are a link, and [^1] is a footnote, whose text begins with “[^1]:” on a line of its own.",
  "closing-label": "Closing line",
  "closing-hint":
    "It stands between the text and the signatories, such as “Yours faithfully,”. It may have several lines.",
  "language-label": "Language",
  "language-hint": "As a code, such as en, de or ug",
  "publisher-label": "Published by",
  "author-label": "Author or spokesperson",
  "author-hint": "Shown beside the day",
  "published-label": "Day published",
  "tags-label": "Tags",
  "tags-hint": "With commas between, such as rivers, water. Shown below the letter",
  "summary-label": "Summary",
  "summary-hint":
    "In a sentence or two, for search engines and for those who see a link to the letter",
  preview: "Preview",
  "preview-title": "Preview",
  "preview-empty": "What you write is shown here as the letter will look.",
  "dropped-title": "Not shown to the readers of the letter:",
  "dropped-html": "Line {line, number}: the HTML tag {name}",
  "dropped-block": "Line {line, number}: the HTML tag {name} with what stands in it",
  "dropped-note": "Line {line, number}: the footnote {name}, to which nothing refers",
  "dropped-definition": "Line {line, number}: the address {name}, to which nothing refers",
  "dropped-cell":
    "Line {line, number}: the cell “{name}”, which has no column in the head of its table",
  "dropped-comment": "Line {line, number}: a comment in HTML",
  "dropped-image":
    "Line {line, number}: the image “{name}”. Letters hold no images, so that their readers' browsers ask no other server",
  "dropped-link":
    "Line {line, number}: the address {name} of a link. Links begin with https://, http:// or mailto:",
  "preview-failed": "The preview could not be renewed. Press Preview to try again.",
  create: "Save as a draft",
  save: "Save",
  "warns-signed":
    "{count, plural, =0 {Nobody has signed version {number, number} yet.} one {# person has signed version {number, number} and keeps what they signed.} other {# have signed version {number, number} and keep what they signed.}} A changed title, text, closing line or language is saved as a new version, and who signs from then on signs that one.",
  "warns-signed-more":
    "More than {count, number} have signed version {number, number} and keep what they signed. A changed title, text, closing line or language is saved as a new version, and who signs from then on signs that one.",
  "flash-saved": "Saved. The text is unchanged, so there is no new version.",
  "flash-version": "Saved as version {number, number}.",
  "problem-title": "Nothing was saved. Mend this first:",
  "conflict-title": "Somebody else saved this letter while you wrote",
  "conflict-lead":
    "Nothing was overwritten, and nothing of yours is lost: what you typed stands in the form. Below it is what is saved now. Take over what you want to keep; saving again then replaces it.",
  "conflict-saved-title": "Saved now: version {number, number}",
  "versions-title": "Versions",
  "version-name": "Version {number, number}",
  "version-current": "current",
  "version-title": "Version {number, number} of {day}",
  "version-signed":
    "{count, plural, =0 {Nobody has signed this version.} one {# has signed this version.} other {# have signed this version.}}",
  "version-signed-more": "More than {count, number} have signed this version.",
  "version-back": "Back to the text",
  "column-version": "Version",
  "column-language": "Language",
  "column-saved": "Saved",
  "draft-notice":
    "A draft, as the public will see it. Nobody but staff sees this page, and the form below takes nothing yet.",
  "error-title-missing": "Enter a title",
  "error-title-long": "Shorten the title to 300 characters or fewer",
  "error-slug-missing": "Enter an address such as clean-rivers: the title gives none",
  "error-slug-invalid":
    "Use lower-case letters from a to z, digits and hyphens between them, 80 at most",
  "error-slug-taken": "There is a letter at this address already. Choose another one",
  "error-language-invalid": "Enter a language code that we know, such as en, de or ug",
  "error-publisher-missing": "Enter who publishes the letter",
  "error-publisher-long": "Shorten this to 200 characters or fewer",
  "error-published-invalid": "Enter a day such as 2026-05-01, or leave it empty",
  "error-body-missing": "Enter the text of the letter",
  "error-body-long": "Shorten the text to 100,000 characters or fewer",
  "error-body-nested":
    "Line {line, number}: take out quotes or lists, since more than 20 lie in each other here",
  "error-body-marked-up":
    "Line {line, number}: the text has too many characters of markup up to here. Use fewer, or put blank lines between",
  "error-body-characters":
    "Line {line, number}: take out the character {character}, which is none of a text. It may be invisible",
  "error-author-long": "Shorten this to 200 characters or fewer",
  "error-summary-long": "Shorten the summary to 300 characters or fewer",
  "error-closing-long": "Shorten the closing line to 1,000 characters or fewer",
  "error-tags-invalid": "Enter at most 20 tags of 80 characters or fewer",
  "error-characters":
    "Remove the invisible control characters or line breaks, for example by typing it anew",
} as const;
