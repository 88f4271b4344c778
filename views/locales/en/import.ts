// What is wrong with a file of signatories, or to be noticed in it. Most stand behind the line and
// the column, as in “Line 17, column Land: “Germania” is no country that we know.”

/** Problems that say themselves. */
export const importErrors = {
  "open-quote": "a quotation mark opens a cell here, and none closes it.",
  "long-record":
    "what stands here is longer than any signatory. Perhaps a quotation mark is missing.",
  "damaged-workbook":
    "this Excel workbook is damaged, or locked by a password. Save it anew as .xlsx, without one.",
  "large-workbook": "this Excel workbook is too large. Save the sheet as CSV and import that.",
  "long-list": "this list is too long. Make it a table with a line of column names.",
  "old-workbook":
    "this is an old Excel workbook, or one that is locked by a password. Save it as .xlsx, without one.",
  pdf: "this is a PDF. Copy its list into a text file, one signatory a line.",
  "rich-text": "this is a text with layout (RTF). Save it as plain text.",
  "web-page": "this is a web page. Save its table as CSV or .xlsx.",
  "no-rows": "the file has no rows.",
  "kind-missing": "the kind is missing. It is organisation or individual.",
  "name-missing": "the name is missing.",
  "anonymous-organisation": "an organisation cannot sign without its name.",
  "anonymous-nameless":
    "the name is missing. Moderators know also those who are not named in public.",
} as const;

/** Problems of one value. */
export const importValueErrors = {
  "too-many-rows": "the file has more than {value} rows. Split it.",
  "same-heading": "two columns are called “{value}”. Rename or remove one of them.",
  "no-such-heading": "no column is called “{value}”.",
  "mapped-twice": "two columns are to hold “{value}”. Choose one.",
  "no-name-column": "no column is known to hold the names. The columns are: {value}.",
  "no-kind-column":
    "nothing says who is an organisation and who an individual. The columns are: {value}.",
  "date-order":
    "“{value}” can be read in two ways. Say whether the day or the month stands first in this file.",
  "too-many-cells":
    "there are more cells than columns, from “{value}” on. A cell that holds the separator stands in quotation marks.",
  "kind-unknown": "“{value}” is neither organisation nor individual.",
  "state-unknown": "“{value}” is neither published nor pending.",
  "visibility-unknown": "“{value}” is neither full nor anonymous.",
  "capacity-unknown": "“{value}” is no capacity that we know. It is own, or empty.",
  "date-unknown": "“{value}” is no date that we know, or not in the order of the others.",
  "date-future": "“{value}” is still to come.",
  "source-invalid": "“{value}” is no source. A source is one word of letters, digits, - and _.",
  "group-unknown": "the letter has no group “{value}”.",
  "name-no-letter": "“{value}” has no letter in it.",
  "email-invalid": "“{value}” is no email address.",
  "email-several": "“{value}” is more than one email address.",
  "country-unknown": "“{value}” is no country that we know.",
  "website-invalid": "“{value}” is no address of a website.",
  "too-long": "what stands here is longer than {value} characters.",
  "control-characters": "“{value}” has invisible control characters in it.",
  damaged: "“{value}” arrived damaged. The file may be in another encoding.",
  link: "“{value}” has a web address in it.",
  address: "“{value}” has an email address in it.",
  telephone: "“{value}” has a telephone number in it.",
} as const;

/** Problems of two lines; the value is the other one. */
export const importTwinErrors = {
  "same-as-line":
    "“{detail}” stands in line {value} already, with the same kind, title and affiliation.",
  "same-address-as-line":
    "line {value} has the address {detail}, too. An address belongs to one signatory: leave it out in one of the two lines.",
} as const;

/** What is noticed, and imported all the same. */
export const importNotices = {
  "left-out-unnamed": "left out: a column without a heading.",
  "affiliation-ignored": "left out, since an organisation has no title and no affiliation.",
  "website-ignored": "left out, since an individual has no website.",
  "contact-ignored": "left out, since an individual has no contact person.",
  "heading-line": "taken for a heading.",
} as const;

/** The same, of one value. */
export const importValueNotices = {
  "left-out": "left out, since nothing claims them: {value}.",
  "html-entity": "“{value}” has HTML in it, which is shown as it stands.",
  "lost-letter": "“{value}” may have lost a letter: a question mark stands in a word.",
} as const;

/** The same, of two. */
export const importTwinNotices = {
  "same-name-as-line": "“{detail}” stands in line {value}, too, with another title or affiliation.",
  "wrong-encoding":
    "“{value}” looks like “{detail}” in the wrong encoding. Save the file as UTF-8, or say its encoding.",
} as const;

/** Where something is, in front of what it is. */
export const importPlaces = {
  line: "{count, plural, one {Line {lines}} other {Lines {lines}}}: {sentence}",
  cell: "{count, plural, one {Line {lines}} other {Lines {lines}}}, column {column}: {sentence}",
  more: "{lines} and {count, number} more",
} as const;
