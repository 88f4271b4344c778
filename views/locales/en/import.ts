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
  "no-table":
    "this is neither a table nor a list of names. Save its names as CSV, .xlsx or plain text.",
  "no-rows": "the file has no rows.",
  "kind-missing": "the kind is missing. It is organisation or individual.",
  "name-missing": "the name is missing.",
  "anonymous-organisation": "an organisation cannot sign without its name.",
} as const;

/** Problems of one value. */
export const importValueErrors = {
  "too-many-rows": "the file has more than {value} rows. Split it.",
  "same-heading": "two columns are called “{value}”. Rename or remove one of them.",
  "no-such-heading": "no column is called “{value}”.",
  "column-mapped-twice": "the column “{value}” is to hold two things. Choose one.",
  "mapped-twice": "two columns are to hold “{value}”. Choose one.",
  "no-name-column":
    "no column is known to hold the names. The first line must name the columns. It is: {value}.",
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
  "country-several": "“{value}” can be more than one country. Write the one that is meant.",
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
  "heading-line": "passed over as a title, a heading or a total.",
  "anonymous-nameless":
    "left out: an anonymous signatory without a name, whom nothing would tell from another.",
} as const;

/** The same, of one value. */
export const importValueNotices = {
  "left-out-sheets":
    "other sheets of the workbook were not read: {value}. To import one, choose it, or save it as a file of its own.",
  "state-ignored": "left out: “{value}” is neither published nor pending.",
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

/** The import of signatories from a file. */
export const importing = {
  title: "Import signatories",
  "title-of": "Import: {title}",
  lead: "People and organisations who have signed elsewhere, from a file. You see what each line becomes before anything is stored. Nobody is mailed.",
  "flash-imported":
    "{added, plural, =0 {Nothing was added} one {# signatory was added} other {# signatories were added}}; {there, plural, =0 {none was there already} one {# was there already} other {# were there already}}.",
  "file-label": "File",
  "file-hint":
    "A table (CSV or Excel’s .xlsx) or a list (.txt), at most {size, number} MB and {rows, number} rows.",
  "text-label": "Or paste the lines",
  "text-hint":
    "A table with the line of column names first, or one signatory a line: “Name, Title, Affiliation”",
  "encoding-label": "Encoding of the file",
  "encoding-found": "Found by its content",
  "separator-label": "What separates the columns",
  "separator-comma": "Commas",
  "separator-semicolon": "Semicolons",
  "separator-tab": "Tabs",
  "separator-bar": "Bars (|)",
  "sheet-label": "Sheet of the workbook",
  preview: "Show what it becomes",
  "columns-title": "The columns",
  "columns-lead":
    "A line at the top names the columns, in any order. Only names are needed. All else may be left out or empty.",
  "columns-known":
    "You need not rename your columns: “Full name”, “Vorname”, “Pays” and “电子邮箱” are known, and so are the files of common form and mailing tools. What each column was taken for is shown before anything is stored, and you can change it.",
  "columns-list": "A plain list of one signatory a line needs no columns.",
  example: "Download an example",
  "column-name": "Column",
  "column-holds": "What it holds",
  "column-sample": "Sample",
  "choices-title": "What each column holds",
  "choices-lead":
    "Choose what was taken for something else. A column that is left out is not stored.",
  "choices-show": "Show it so",
  "kind-label": "Who signed",
  "kind-found": "As the file says",
  "kind-all-organisation": "Organisations, all of them",
  "kind-all-individual": "Individuals, all of them",
  "kind-by-organisation": "Whoever names an organisation signed for it",
  "dates-label": "Order of dates",
  "dates-found": "As the file says",
  "dates-dmy": "Day, month, year",
  "dates-mdy": "Month, day, year",
  "dates-ymd": "Year, month, day",
  "read-table": "Read as a table of {width, plural, one {# column} other {# columns}}.",
  "read-list": "Read as a list of one signatory a line.",
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
  "holds-name": "The name as it is published. Of a person, first and family name will do",
  "holds-first_name": "The first name, if it has a column of its own",
  "holds-last_name": "The family name, if it has a column of its own",
  "holds-sort_name": "What the name is sorted by, such as a family name",
  "holds-title": "For individuals: title or position",
  "holds-affiliation":
    "For individuals: where they work or belong. If the kind is organisation, this is its name, if there is no other",
  "holds-country": "A country in words, such as Germany or Allemagne, or its code, such as DE",
  "holds-website": "For organisations",
  "holds-email": "Never published. Whoever signs with it later is told that they have signed",
  "holds-visibility": "full (if left empty), or anonymous for a person who is not named in public",
  "holds-signed_at":
    "When they signed, such as 2026-09-04. If left empty, the moment of the import",
  "holds-source": "How they came, in one word of letters, digits, - and _",
  "holds-group": "Left empty: no letter has groups yet",
  "holds-contact_name": "For organisations: who signed for it. Never published",
  "holds-contact_role": "For organisations: the position of that person. Never published",
  "holds-capacity": "own for a person who signs in their own capacity, or empty",
  "holds-state": "published (if left empty), or pending to put it into the queue",
  "problem-title": "Nothing was imported",
  "waiting-title": "Nothing was added",
  "problem-nothing": "Choose a file, or paste its lines.",
  "problem-both": "You chose a file and pasted lines. Take one of the two.",
  "problem-large": "This is larger than {size, number} MB. Split it, or use the command line.",
  "above-second-person":
    "The file adds {count, plural, one {one entry} other {# entries}} as published, and one person adds at most {max, number} in 24 hours. It waits for a campaigner or an administrator to release it. The file is not kept: once it is released, send the same file again.",
  "above-after-delay":
    "The file adds {count, plural, one {one entry} other {# entries}} as published, and one person adds at most {max, number} in 24 hours. Nobody else could release it: send the same file again in an hour.",
  "above-too-many-waiting":
    "The file adds {count, plural, one {one entry} other {# entries}} as published, and one person adds at most {max, number} in 24 hours. Too much of yours waits for a release already.",
  "problem-changed": "The lines arrived changed, so nothing was imported. Preview them again.",
  "problem-many":
    "This adds more than {max, number} signatories, the most that the database takes at once here. Split the file.",
  "problem-lines":
    "{count, plural, one {One thing is wrong in the file.} other {# things are wrong in the file.}} Mend the file and choose it again.",
  "problem-lines-some":
    "{count, plural, one {One thing is wrong in the file.} other {# things are wrong in the file.}} Mend the file and choose it again, or import the lines that are right.",
  "problem-nobody": "Nobody in this file can be listed: no line names a signatory.",
  "problems-title": "What is wrong",
  "more-problems": "{count, plural, one {And # more.} other {And # more.}}",
  "column-line": "Line",
  "preview-title": "What it becomes",
  "preview-lead":
    "Nothing is stored yet. {fresh, plural, =0 {Nobody is added} one {# signatory is added} other {# signatories are added}}, {corrected, plural, =0 {none of them corrects} one {# of them corrects} other {# of them correct}} an earlier entry, and {there, plural, =0 {none is there already} one {# is there already} other {# are there already}}.",
  "preview-corrected":
    "A corrected line is a new entry beside the earlier one, which stays until a moderator takes it down.",
  "preview-there":
    "“There already” also says that somebody withdrew or was taken down: nobody is listed again against their will.",
  "preview-above":
    "One person adds at most {max, number} entries as published in 24 hours, and {room, plural, =0 {you have none left} one {you have one left} other {you have # left}}. This file has more, so nothing of it is added at once.",
  "preview-above-second-person":
    "You can ask another campaigner or administrator to release it. Once they have, send the same file again.",
  "preview-above-after-delay":
    "Nobody else could release it, so it waits for an hour. After that, send the same file again.",
  "preview-above-too-many-waiting":
    "Too much of yours waits for a release already. Wait until some of it is released, or send a smaller file.",
  "more-rows": "The first {shown, number} of {count, number} lines are shown.",
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
