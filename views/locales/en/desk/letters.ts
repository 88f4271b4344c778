/** The overview of a letter, and its state. */
export const overview = {
  "title-of": "Overview: {title}",
  title: "Overview",
  "new-letter": "New letter",
  "to-queue": "Queue",
  "flash-created": "We have saved the letter as a draft. Only staff can see it until you open it.",
  "flash-open": "The letter is open. Everybody can read and sign it.",
  "flash-closed": "The letter is closed. Everybody can still read it, but nobody can sign it.",
  "flash-draft": "The letter is a draft again. Only staff can see it.",
  "flash-moved":
    "Somebody else has changed the state in the meantime. This is the current state of the letter.",
  "state-title": "State",
  "state-draft": "A draft. Only staff can see it.",
  "state-open": "Open. Everybody can read and sign it.",
  "state-closed": "Closed. Everybody can still read it, but nobody can sign it.",
  "state-over":
    "Open, but its closing date has passed, so nobody can sign it. Set a later one in the settings, or close it.",
  closes: "People can sign it until {moment}.",
  "never-closes": "You have not set a closing date.",
  "change-date": "Change the date",
  open: "Open the letter",
  reopen: "Open it again",
  close: "Close the letter…",
  draft: "Back to draft…",
  "see-draft": "See the draft as the public will see it",
  "close-title": "Close the letter?",
  "close-what":
    "People can no longer sign. {count, plural, =0 {There are no public signatures yet.} one {The one public signature stays in the list.} other {The # public signatures stay in the list.}} Links that we have already mailed still confirm for 24 hours. You can open the letter again.",
  "close-do": "Close the letter",
  "draft-title": "Take the letter back to a draft?",
  "draft-what":
    "Only staff can still see its pages, {count, plural, =0 {which have no signatures yet} one {including the one signature in the list} other {including the # signatures in the list}}. Links to it stop working until you open it again. Nothing is deleted.",
  "draft-do": "Take it back to a draft",
  "leave-it": "Leave it as it is",
  "numbers-title": "By state",
  "progress-title": "How it goes",
  "total-label": "Signatories in public",
  "text-label": "Signatories in public, of the current text",
  "today-label": "Signed today",
  "today-week": "{week, plural, =0 {Nobody in the last 7 days} other {# in the last 7 days}}",
  "waiting-label": "Waiting for your decision",
  "waiting-none": "Nothing waits",
  "waiting-oldest": "The oldest was signed {ago}",
  "empty-title": "Nobody has signed yet",
  "empty-draft": "People can sign once you open the letter.",
  "empty-open": "Pass the letter on. Its page has links to share and a code for posters.",
  "empty-import": "Import signatures that you have already",
  "plot-curve": "Signatories in public, by the day on which they signed",
  "plot-curve-texts": "Signatories in public of all texts, by the day on which they signed",
  "plot-bars":
    "{days, plural, one {Signed each day} other {Signed in each # days}}, whatever became of the entry. Days are in UTC.",
  span: "{first} to {last}",
  "plot-numbers": "Show the numbers",
  "ask-earlier": "Ask them whether they sign the current text",
  "numbers-split":
    "{organisations, plural, one {# organisation} other {# organisations}}, {individuals, plural, one {# named person} other {# named people}}, {anonymous, plural, one {# without a name} other {# without their names}}.",
  "column-state": "State",
  "column-organisations": "Organisations",
  "column-individuals": "People",
  "column-all": "Total",
  "of-them-hidden": "{count, plural, one {# of them hidden} other {# of them hidden}}",
  "column-day": "Day",
  "column-listed": "In public by then",
  "to-exports": "Take an export",
} as const;

/** Writing a letter. */
export const editor = {
  "new-title": "New letter",
  "new-lead": "We save it as a draft. You open it when it is ready.",
  "edit-title": "Text",
  "edit-lead":
    "The text that people read and sign. Every change makes a new version, and we keep the earlier ones.",
  "edit-title-of": "Text: {title}",
  "title-label": "Title",
  "slug-label": "Address",
  "slug-hint":
    "The last part of the letter's address: lower-case letters, digits and hyphens. If you leave it empty, we make it from the title. You cannot change it later.",
  "body-label": "Text",
  "body-hint":
    "In Markdown: start a paragraph with an empty line, a numbered point with “1.”, a bullet point with “-” and a heading with “##”. Put *one* or **two** asterisks around words for emphasis. Write a link as [words](https://example.org) and a footnote as [^1], with its text after “[^1]:” on a line of its own.",
  "closing-label": "Closing line",
  "closing-hint":
    "It appears between the text and the signatories, such as “Yours faithfully,”. It can have several lines.",
  "language-label": "Language",
  "language-hint": "As a code, such as en, de or ug",
  "publisher-label": "Published by",
  "author-label": "Author or spokesperson",
  "author-hint": "Shown beside the date",
  "published-label": "Date published",
  "tags-label": "Tags",
  "tags-hint": "Separate them with commas, such as rivers, water. They appear below the letter",
  "summary-label": "Summary",
  "summary-hint":
    "In a sentence or two, for search engines and for people who see a link to the letter",
  preview: "Preview",
  "preview-title": "Preview",
  "preview-empty": "This shows your text as it will look in the letter.",
  "dropped-title": "Readers of the letter will not see:",
  "dropped-html": "Line {line, number}: the HTML tag {name}",
  "dropped-block": "Line {line, number}: the HTML tag {name} and its content",
  "dropped-note": "Line {line, number}: the footnote {name}, because nothing refers to it",
  "dropped-definition": "Line {line, number}: the address {name}, because nothing refers to it",
  "dropped-cell":
    "Line {line, number}: the cell “{name}”, because the head of its table has no column for it",
  "dropped-comment": "Line {line, number}: an HTML comment",
  "dropped-image":
    "Line {line, number}: the image “{name}”. Letters have no images, so that readers' browsers do not contact any other server",
  "dropped-link":
    "Line {line, number}: the link address {name}. Links must begin with https://, http:// or mailto:",
  "preview-failed": "We could not update the preview. Press Preview to try again.",
  create: "Save as a draft",
  save: "Save",
  "warns-signed":
    "{count, plural, =0 {Nobody has signed version {number, number} yet.} one {One person has signed version {number, number}, and their signature stays with it.} other {# have signed version {number, number}, and their signatures stay with it.}} If you change the title, text, closing line or language, we save a new version. People who sign after that sign the new version.",
  "warns-signed-more":
    "More than {count, number} have signed version {number, number}, and their signatures stay with it. If you change the title, text, closing line or language, we save a new version. People who sign after that sign the new version.",
  "flash-saved": "Saved. The text is unchanged, so there is no new version.",
  "flash-version": "Saved as version {number, number}.",
  "problem-title": "There is a problem. Correct this before you save:",
  "conflict-title": "Somebody else saved this letter while you were writing",
  "conflict-lead":
    "We have not overwritten anything, and you have not lost anything: the form has what you typed. What is saved now is below it. Copy what you want to keep from it. If you save again, you replace it.",
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
    "This is a draft, as the public will see it. Only staff can see this page, and you cannot send the form below yet.",
  "error-title-missing": "Enter a title",
  "error-title-long": "Shorten the title to 300 characters or fewer",
  "error-slug-missing":
    "Enter an address such as clean-rivers. We could not make one from the title",
  "error-slug-invalid":
    "Use only lower-case letters from a to z, digits and hyphens between them, and at most 80 characters",
  "error-slug-taken": "Another letter already has this address. Choose a different one",
  "error-language-invalid": "Enter a language code that we know, such as en, de or ug",
  "error-publisher-missing": "Enter who publishes the letter",
  "error-publisher-long": "Shorten this to 200 characters or fewer",
  "error-published-invalid": "Enter a day such as 2026-05-01, or leave it empty",
  "error-body-missing": "Enter the text of the letter",
  "error-body-long": "Shorten the text to 100,000 characters or fewer",
  "error-body-nested":
    "Line {line, number}: take out some quotes or lists. There are more than 20 inside each other here",
  "error-body-marked-up":
    "Line {line, number}: the text up to here has too much markup. Use less, or add blank lines",
  "error-body-characters":
    "Line {line, number}: take out the character {character}, which does not belong in a text. It may be invisible",
  "error-author-long": "Shorten this to 200 characters or fewer",
  "error-summary-long": "Shorten the summary to 300 characters or fewer",
  "error-closing-long": "Shorten the closing line to 1,000 characters or fewer",
  "error-tags-invalid": "Enter at most 20 tags of 80 characters or fewer",
  "error-characters":
    "Remove the invisible control characters or line breaks, for example by typing it again",
} as const;
