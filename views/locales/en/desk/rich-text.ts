/** The editor of a letter's text that needs no Markdown. */
export const richText = {
  toolbar: "Formatting",
  bold: "Bold",
  italic: "Italic",
  heading: "Heading",
  subheading: "Subheading",
  bullets: "Bullets",
  numbers: "Numbers",
  quote: "Quote",
  link: "Link",
  footnote: "Footnote",
  undo: "Undo",
  redo: "Redo",
  "ask-address": "Address of the link",
  lost: "Pictures left out: #. Letters have no pictures, so that readers' browsers do not contact any other server.",
  "to-markdown": "Write in Markdown",
  "to-rich": "Write without Markdown",
} as const;
