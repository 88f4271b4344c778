/** The history of a letter. */
export const letterHistory = {
  "title-of": "History: {title}",
  search: "Entry",
  "search-hint": "A name or an affiliation that is there, or an entry's id",
  what: "What",
  "what-any": "Everything",
  "what-staff": "What staff did beside the entries",
  who: "Who",
  "who-any": "Everybody",
  from: "From day",
  to: "To day",
  show: "Show",
  clear: "Show everything",
  "column-entry": "Entry",
  erased: "An entry whose data was deleted",
  "about-account": "About {name}",
  none: "Nothing has happened with this letter yet.",
  "none-found": "Nothing of this kind is in the history.",
  "looked-back-to": "This was looked for back to {moment} UTC. The history goes on before that.",
  "more-entries":
    "More than {count, number} entries have such a name; the history of some of them is shown. Type more of the name.",
  pages: "Pages of the history",
  newest: "Newest",
  older: "Older",
  export: "Download as CSV",
  "export-hint":
    "All of what is chosen above, not this page alone: times, codes, display names of staff and ids of entries. The download is recorded.",
  "export-too-long":
    "This has more than {max, number} lines, the most that one download holds here. Choose days and take it in parts.",
  "staff-history-exported": "History downloaded",
} as const;
