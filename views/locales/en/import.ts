// What is wrong with a file of signatories, or to be noticed in it. Most stand behind the line and
// the column, as in “Line 17, column Land: “Germania” is no country that we know.”

/** Problems that say themselves. */
export const importErrors = {
  "open-quote": "a quotation mark opens a cell here, but none closes it.",
  "long-record": "this is longer than any signatory can be. A quotation mark may be missing.",
  "damaged-workbook": "this workbook is damaged, or has a password. Save it again without one.",
  "large-workbook": "this Excel workbook is too large. Save the sheet as CSV and import that.",
  "long-list": "this list is too long. Make it a table with a line of column names.",
  "old-workbook":
    "this Excel workbook is in an old format, or has a password. Save it as .xlsx, without a password.",
  pdf: "this is a PDF. Copy its list into a text file, one signatory a line.",
  "rich-text": "this is a text with formatting (RTF). Save it as plain text.",
  "web-page": "this is a web page. Save its table as CSV or .xlsx.",
  "no-table":
    "this is neither a table nor a list of names. Save its names as CSV, .xlsx or plain text.",
  "no-rows": "the file has no rows.",
  "kind-missing": "the kind is missing. Enter organisation or individual.",
  "name-missing": "the name is missing.",
  "anonymous-organisation": "an organisation cannot sign without its name.",
} as const;

/** Problems of one value. */
export const importValueErrors = {
  "too-many-rows": "the file has more than {value} rows. Split it.",
  "same-heading": "two columns are called “{value}”. Rename or remove one of them.",
  "no-such-heading": "no column is called “{value}”.",
  "column-mapped-twice": "you chose two meanings for the column “{value}”. Choose one.",
  "mapped-twice": "you chose two columns for “{value}”. Choose one.",
  "no-name-column":
    "we cannot find a column with the names. The first line must name the columns. It is: {value}.",
  "no-kind-column":
    "we cannot tell who is an organisation and who is an individual. The columns are: {value}.",
  "date-order":
    "we can read “{value}” in two ways. Choose whether the day or the month comes first in this file.",
  "too-many-cells":
    "there are more cells than columns, from “{value}” on. Put a cell that contains the separator in quotation marks.",
  "kind-unknown": "“{value}” is neither organisation nor individual.",
  "state-unknown": "“{value}” is neither published nor pending.",
  "visibility-unknown": "“{value}” is neither full nor anonymous.",
  "capacity-unknown": "“{value}” is not a capacity that we know. Enter own, or leave it empty.",
  "date-unknown": "“{value}” is not a date that we know, or not in the same order as the others.",
  "date-future": "“{value}” is in the future.",
  "source-invalid": "“{value}” is not a source. A source is one word of letters, digits, - and _.",
  "group-unknown": "the letter has no group “{value}”.",
  "name-no-letter": "“{value}” has no letter in it.",
  "email-invalid": "“{value}” is not an email address.",
  "email-several": "“{value}” is more than one email address.",
  "country-unknown": "“{value}” is no country that we know.",
  "country-several": "“{value}” can mean more than one country. Enter the one you mean.",
  "website-invalid": "“{value}” is not the address of a website.",
  "too-long": "this is longer than {value} characters.",
  "control-characters": "“{value}” has invisible control characters in it.",
  damaged: "“{value}” was damaged on the way. The file may have a different encoding.",
  link: "“{value}” has a web address in it.",
  address: "“{value}” has an email address in it.",
  telephone: "“{value}” has a telephone number in it.",
} as const;

/** Problems of two lines; the value is the other one. */
export const importTwinErrors = {
  "same-as-line": "“{detail}” is already in line {value}, the same in kind, title and affiliation.",
  "same-address-as-line":
    "line {value} also has the address {detail}. An address can only belong to one signatory: leave it out in one of the two lines.",
} as const;

/** What is noticed, and imported all the same. */
export const importNotices = {
  "left-out-unnamed": "left out: a column without a heading.",
  "affiliation-ignored": "left out, because an organisation has no title and no affiliation.",
  "website-ignored": "left out, because an individual has no website.",
  "contact-ignored": "left out, because an individual has no contact person.",
  "heading-line": "skipped as a title, a heading or a total.",
  "anonymous-nameless":
    "left out: an anonymous signatory without a name, because we could not tell them from others.",
} as const;

/** The same, of one value. */
export const importValueNotices = {
  "left-out-sheets":
    "we did not read other sheets of the workbook: {value}. To import one, choose it, or save it as a separate file.",
  "state-ignored": "left out: “{value}” is neither published nor pending.",
  "left-out": "left out, because no field uses them: {value}.",
  "html-entity": "“{value}” contains HTML, which we show as it is.",
  "lost-letter": "“{value}” may have lost a letter: there is a question mark in a word.",
} as const;

/** The same, of two. */
export const importTwinNotices = {
  "same-name-as-line": "“{detail}” is also in line {value}, with a different title or affiliation.",
  "wrong-encoding":
    "“{value}” looks like “{detail}” in the wrong encoding. Save the file as UTF-8, or choose its encoding.",
} as const;

/** Where something is, in front of what it is. */
export const importPlaces = {
  line: "{count, plural, one {Line {lines}} other {Lines {lines}}}: {sentence}",
  cell: "{count, plural, one {Line {lines}} other {Lines {lines}}}, column {column}: {sentence}",
  more: "{lines} and {count, number} more",
} as const;

/** The import of signatories from a file. */
export const importing = {
  title: "Import signatories",
  "title-of": "Import: {title}",
  lead: "Add people and organisations that have signed elsewhere, from a file. You see the result of each line before we store anything. We mail nobody.",
  "flash-imported":
    "{added, plural, =0 {Nothing was added} one {# signatory was added} other {# signatories were added}}; {there, plural, =0 {none was there already} one {# was there already} other {# were there already}}.",
  "file-label": "File",
  "file-hint":
    "A table (CSV or Excel's .xlsx) or a list (.txt), at most {size, number} MB and {rows, number} rows.",
  "text-label": "Or paste the lines",
  "text-hint":
    "A table with the column names in the first line, or one signatory per line: “Name, Title, Affiliation”",
  "encoding-label": "Encoding of the file",
  "encoding-found": "Found from its content",
  "separator-label": "What separates the columns",
  "separator-comma": "Commas",
  "separator-semicolon": "Semicolons",
  "separator-tab": "Tabs",
  "separator-bar": "Bars (|)",
  "sheet-label": "Sheet of the workbook",
  preview: "Show the result",
  "columns-title": "The columns",
  "columns-lead":
    "The first line names the columns, in any order. You only need names. You can leave out everything else, or leave it empty.",
  "columns-known":
    "You do not need to rename your columns. We know “Full name”, “Vorname”, “Pays” and “电子邮箱”, and the files of common form and mailing tools. You see how we read each column before we store anything, and you can change it.",
  "columns-list": "A plain list with one signatory per line needs no columns.",
  example: "Download an example",
  "column-name": "Column",
  "column-holds": "What it holds",
  "column-sample": "Sample",
  "choices-title": "What each column holds",
  "choices-lead": "Correct any column that we misread. We do not store columns that are left out.",
  "choices-remembered": "As chosen on {day} for a file with the same columns. You can change it.",
  "choices-show": "Show it this way",
  "kind-label": "Who signed",
  "kind-found": "As the file says",
  "kind-all-organisation": "Organisations, all of them",
  "kind-all-individual": "Individuals, all of them",
  "kind-by-organisation": "Anyone who names an organisation signed for it",
  "dates-label": "Order of dates",
  "dates-found": "As the file says",
  "dates-dmy": "Day, month, year",
  "dates-mdy": "Month, day, year",
  "dates-ymd": "Year, month, day",
  "read-table": "Read as a table of {width, plural, one {# column} other {# columns}}.",
  "read-list": "Read as a list with one signatory per line.",
  "read-encoding": "Its encoding is {encoding}.",
  "commit-right":
    "{count, plural, one {Import the # that is right} other {Import the # that are right}}",
  "download-wrong": "{count, plural, one {Download the other #} other {Download the # others}}",
  "field-none": "Left out",
  "field-kind": "Kind: organisation or individual",
  "field-name": "Name",
  "field-first_name": "First name",
  "field-last_name": "Family name",
  "field-sort_name": "What the name is sorted by",
  "field-title": "Title or position",
  "field-affiliation": "Affiliation or organisation",
  "field-country": "Country",
  "field-website": "Website",
  "field-email": "Email address",
  "field-visibility": "Named in public or anonymous",
  "field-signed_at": "Date of signing",
  "field-source": "Source",
  "field-group": "Group",
  "field-contact_name": "Contact person",
  "field-contact_role": "Position of the contact person",
  "field-capacity": "Capacity",
  "field-state": "Published or pending",
  "holds-kind": "organisation or individual. Needed if the file has both",
  "holds-name":
    "The name as we publish it. For a person, you can use first and family name instead",
  "holds-first_name": "The first name, if it has a column of its own",
  "holds-last_name": "The family name, if it has a column of its own",
  "holds-sort_name": "What the name is sorted by, such as a family name",
  "holds-title": "For individuals: title or position",
  "holds-affiliation":
    "For individuals: where they work or belong. If the kind is organisation, this is its name, if there is no other",
  "holds-country": "A country in words, such as Germany or Allemagne, or its code, such as DE",
  "holds-website": "For organisations",
  "holds-email":
    "We never publish it. If somebody signs with it later, we tell them that they have already signed",
  "holds-visibility":
    "full (if left empty), or anonymous for a person whose name we do not publish",
  "holds-signed_at": "When they signed, such as 2026-09-04. If left empty, the time of the import",
  "holds-source": "Where they came from, in one word of letters, digits, - and _",
  "holds-group": "Leave this empty: no letter has groups yet",
  "holds-contact_name": "For organisations: who signed for it. We never publish it",
  "holds-contact_role": "For organisations: the position of that person. We never publish it",
  "holds-capacity": "own for a person who signs in their own capacity, or empty",
  "holds-state": "published (if left empty), or pending to put it into the queue",
  "problem-title": "We did not import anything",
  "waiting-title": "We did not add anything",
  "problem-nothing": "Choose a file, or paste its lines.",
  "problem-both": "You chose a file and pasted lines. Use only one of the two.",
  "problem-large": "This is larger than {size, number} MB. Split it, or use the command line.",
  "above-second-person":
    "The file adds {count, plural, one {one entry} other {# entries}} as published, and one person can add at most {max, number} in 24 hours. It is waiting for a campaigner or an administrator to release it. We do not keep the file: once it is released, send the same file again.",
  "above-after-delay":
    "The file adds {count, plural, one {one entry} other {# entries}} as published, and one person can add at most {max, number} in 24 hours. Nobody else could release it: send the same file again in an hour.",
  "above-too-many-waiting":
    "The file adds {count, plural, one {one entry} other {# entries}} as published, and one person can add at most {max, number} in 24 hours. Too many of your requests are already waiting for a release.",
  "problem-changed":
    "The lines changed on the way, so we did not import anything. Preview them again.",
  "problem-many":
    "This adds more than {max, number} signatories, the most that the database can take at once here. Split the file.",
  "problem-lines":
    "{count, plural, one {One thing is wrong in the file.} other {# things are wrong in the file.}} Correct the file and choose it again.",
  "problem-lines-some":
    "{count, plural, one {One thing is wrong in the file.} other {# things are wrong in the file.}} Correct the file and choose it again, or import the lines that are right.",
  "problem-nobody": "We cannot list anybody in this file: no line names a signatory.",
  "problems-title": "What is wrong",
  "more-problems": "{count, plural, one {And # more.} other {And # more.}}",
  "column-line": "Line",
  "preview-title": "The result",
  "preview-lead":
    "Nothing is stored yet. {fresh, plural, =0 {Nobody is added} one {# signatory is added} other {# signatories are added}}, {corrected, plural, =0 {none of them corrects} one {# of them corrects} other {# of them correct}} an earlier entry, and {there, plural, =0 {none is there already} one {# is there already} other {# are there already}}.",
  "preview-corrected":
    "A corrected line becomes a new entry beside the earlier one, which stays until a moderator takes it down.",
  "preview-there":
    "“There already” also covers people who withdrew or were taken down: we do not list anybody again against their will.",
  "preview-above":
    "One person adds at most {max, number} entries as published in 24 hours, and {room, plural, =0 {you have none left} one {you have one left} other {you have # left}}. This file has more, so nothing of it is added at once.",
  "preview-above-second-person":
    "You can ask another campaigner or administrator to release it. Once they have, send the same file again.",
  "preview-above-after-delay":
    "Nobody else could release it, so it waits for an hour. After that, send the same file again.",
  "preview-above-too-many-waiting":
    "Too many of your requests are already waiting for a release. Wait until some are released, or send a smaller file.",
  "more-rows": "You see the first {shown, number} of {count, number} lines.",
  "column-who": "Name",
  "column-kind": "Kind",
  "column-becomes": "Becomes",
  "kind-organisation": "Organisation",
  "kind-individual": "Person",
  "fate-new": "new, {state}",
  "fate-corrected": "corrected, {state}",
  "fate-there": "there already",
  "state-published": "published",
  "state-pending": "pending",
  commit: "{count, plural, one {Import # signatory} other {Import # signatories}}",
  "commit-above":
    "{count, plural, one {Ask to import # signatory} other {Ask to import # signatories}}",
  "nothing-to-add": "All of them are there already, so there is nothing to import.",
  "start-again": "Choose another file",
} as const;
