/** What is wrong with a field, and how to mend it. */
export const fieldErrors = {
  "kind-missing": "Choose whether you sign as a person or for an organisation",
  "name-missing": "Enter the name as it should stand in the list",
  "name-no-letter": "Enter a name with at least one letter or number",
  "email-missing": "Enter your email address",
  "email-invalid": "Enter an address like name@example.org",
  "email-meant": "Did you mean {address}? Tick the box to use it, or send the form again",
  "email-international":
    "The mail server of this site cannot write to an address with such letters before the @. Enter another address of yours",
  "email-several": "Enter one address only, without commas, spaces or line breaks",
  "country-unknown": "Choose a country from the list",
  "website-missing": "Enter the organisation's website, or tick that it has none",
  "website-invalid": "Enter a web address like https://example.org",
  "contact-name-missing": "Enter your own name as the contact person",
  "contact-role-missing": "Enter your role in the organisation",
  "authority-missing": "Confirm that you are entitled to sign for the organisation",
  "consent-missing": "Agree that your entry is stored and published",
  "visibility-unknown": "Choose how you appear",
  "capacity-unknown": "Tick the box about your own capacity, or leave it empty",
  "too-long": "Shorten this to {max, number} characters or fewer",
  "control-characters":
    "Remove the invisible control characters or line breaks, for example by typing it anew",
  damaged: "Some characters arrived damaged. Type this anew",
  link: "Remove the web address from this field",
  address: "Remove the email address from this field",
  telephone: "Remove the telephone number from this field",
  captcha:
    "The check that you are a person did not succeed. It has been renewed; send the form again",
} as const;

/** Whole pages that say what went wrong. */
export const errors = {
  "not-found-title": "There is no page here",
  "not-found": "The address may be mistyped, or the letter was moved.",
  "closed-title": "This letter is closed",
  closed: "It no longer takes signatures, so yours could not be added.",
  "cross-site-title": "This came from another site",
  "cross-site":
    "The form was not sent from this site, so nothing was done. Open the letter and sign there.",
  "flood-title": "Too much at once",
  flood: "From your connection there have been too many attempts. Wait a minute and try again.",
  "too-large-title": "That is too much",
  "too-large": "What was sent is larger than any form here. Go back, shorten it and send it again.",
  "unreadable-title": "That could not be read",
  unreadable: "What was sent is not a form that this page understands. Go back and send it again.",
  "crash-title": "Something went wrong here",
  crash: "It is our fault, not yours, and it has been recorded. Try again in a few minutes.",
  "busy-title": "Too many searches at once",
  busy: "Very many people ask for pages like this just now. Wait a few seconds and try again.",
  "unavailable-title": "Too busy for a moment",
  unavailable:
    "The site could not do this just now. Go back, where what you typed still stands, and send it again in a minute.",
  "not-stored-title": "This could not be stored just now",
  "not-stored":
    "Something is wrong with this server's storage, and not with what you sent. All of it is kept on this page: wait a moment, then send it again.",
  "send-again": "Send it again",
  "read-only-title": "Nothing can be stored just now",
  "read-only":
    "This site is being looked after and can only be read for now. Nothing of what you sent was stored. Go back, where what you typed still stands, and send it again in a few minutes.",
  "forbidden-title": "This is not yours to see",
  forbidden:
    "Your account has no role that allows this. Ask an administrator if that is a mistake.",
  "list-too-long-title": "This list is too long for one file",
  "list-too-long":
    "It has more than {max, number} entries, the most that one file holds here. Read it page by page instead: each page of the JSON says where the next one begins.",
  "list-as-json": "The list as JSON",
  home: "To the open letters",
} as const;
