/** What is wrong with a field, and how to mend it. */
export const fieldErrors = {
  "kind-missing": "Choose whether you sign as a person or for an organisation",
  "name-missing": "Enter the name as it should appear in the list",
  "name-no-letter": "Enter a name with at least one letter or number",
  "email-missing": "Enter your email address",
  "email-invalid": "Enter an address like name@example.org",
  "email-meant": "Did you mean {address}? Tick the box to use it, or send the form again",
  "email-international":
    "This site cannot send mail to an address with such letters before the @. Enter a different address",
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
    "Remove the invisible control characters or line breaks, for example by typing it again",
  damaged: "Some characters were damaged on the way. Type this again",
  link: "Remove the web address from this field",
  address: "Remove the email address from this field",
  telephone: "Remove the telephone number from this field",
  captcha: "The check that you are a person did not work. We have renewed it. Send the form again",
} as const;

/** Whole pages that say what went wrong. */
export const errors = {
  "not-found-title": "There is no page here",
  "not-found": "The address may have a typing mistake, or the letter may have moved.",
  "closed-title": "This letter is closed",
  closed: "You can no longer sign it, so we could not add your signature.",
  "cross-site-title": "This came from another site",
  "cross-site":
    "The form was not sent from this site, so we have not done anything. Open the letter and sign there.",
  "flood-title": "Too many attempts",
  flood: "There have been too many attempts from your connection. Wait a minute and try again.",
  "too-large-title": "You sent too much",
  "too-large": "You sent more than any form here can take. Go back, shorten it and send it again.",
  "unreadable-title": "We could not read that",
  unreadable: "This page does not understand what you sent. Go back and send it again.",
  "crash-title": "Something went wrong",
  crash: "This is our fault, not yours, and we have recorded it. Try again in a few minutes.",
  "busy-title": "Too many searches at once",
  busy: "Very many people are asking for pages like this one. Wait a few seconds and try again.",
  "unavailable-title": "Too busy for a moment",
  unavailable:
    "The site could not do this just now. Go back, where you will still find what you typed, and send it again in a minute.",
  "not-stored-title": "We could not store this just now",
  "not-stored":
    "There is a problem with this server's storage, not with what you sent. This page keeps all of it. Wait a moment, then send it again.",
  "send-again": "Send it again",
  "read-only-title": "We cannot store anything just now",
  "read-only":
    "We are working on this site, so you can only read it at the moment. We have not stored anything you sent. Go back, where you will still find what you typed, and send it again in a few minutes.",
  "forbidden-title": "You cannot see this page",
  forbidden:
    "Your account has no role that allows this. If you think this is a mistake, ask an administrator.",
  "list-too-long-title": "This list is too long for one file",
  "list-too-long":
    "It has more than {max, number} entries, the most that one file can hold. Read it page by page instead: each page of the JSON says where the next one begins.",
  "list-as-json": "The list as JSON",
  home: "See the open letters",
} as const;
