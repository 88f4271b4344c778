/** The form that signs a letter. */
export const form = {
  title: "Sign this letter",
  "page-title": "Sign “{title}”",
  "who-signs": "Who signs?",
  "kind-individual": "I sign as a person",
  "kind-individual-hint": "In your own name, with your title and affiliation if you like.",
  "kind-organisation": "I sign for an organisation",
  "kind-organisation-hint": "You must have the authority to sign in its name.",
  optional: "optional",
  "name-individual": "Your name",
  "name-organisation": "Name of the organisation",
  name: "Name",
  "name-hint": "As it should appear in the list.",
  "person-title": "Title or position",
  "person-title-hint": "For example “Professor of International Law”.",
  affiliation: "Affiliation",
  "affiliation-hint": "Where you work or study, or a group you belong to.",
  capacity: "I sign in my own capacity, not on behalf of the institution I name.",
  website: "Website of the organisation",
  "website-hint": "The list links to it.",
  "no-website": "The organisation has no website",
  "contact-name": "Your name",
  "contact-name-hint": "You are the contact person. We never publish this.",
  "contact-role": "Your role in the organisation",
  "contact-role-hint": "For example “Director” or “Secretary”. We never publish this.",
  "sort-name": "Listed under",
  "sort-name-other": "List it under a different word",
  "sort-name-individual-hint": "Only if we should not sort you by the family name we found.",
  "sort-name-organisation-hint": "Only if we should sort it by another word of the name.",
  "sort-name-hint": "Only if we should sort it by another word of the name.",
  "listed-sort-name": "Listed under “{under}”, as you chose.",
  "listed-comma": "Listed under “{under}”, because it comes before the comma.",
  "listed-capitals": "Listed under “{under}”, because it is in capitals.",
  "listed-family-first": "Listed under “{under}”, because the family name comes first.",
  "listed-last-word":
    "Listed under “{under}”, because it is the last word of the name, leaving out titles and degrees.",
  "listed-particle": "Listed under “{under}”, leaving out the words before the family name.",
  "listed-article": "Listed under “{under}”, leaving out the article before it.",
  "listed-whole": "Listed under “{under}”, because the name begins with it.",
  country: "Country",
  email: "Email address",
  "email-hint": "We send you one link to confirm that it was you. We never publish your address.",
  "email-meant": "Yes, use {address}",
  "email-organisation-hint":
    "An address at the organisation's own domain is the quickest to check.",
  visibility: "How you appear",
  "visibility-full": "With my name",
  "visibility-anonymous": "Without my name",
  "visibility-anonymous-hint": "We count you but do not list you. The moderators see your name.",
  authority: "I am entitled to sign this letter in the name of the organisation.",
  consent:
    "I sign this letter, and I agree that {controller} stores what I entered here and publishes my entry in the list of signatories.",
  updates:
    "I agree that {controller} sends me news on this letter by mail, until I say that I want no more.",
  send: "Sign the letter",
  "send-hint":
    "Then check your inbox. Your signature counts once you have confirmed it there and a moderator has approved it.",
  "your-data": "What happens to my data",
  "data-who": "{controller} is responsible for it.",
  "data-public":
    "We publish your entry once a moderator has approved it. We never publish your address.",
  "data-withdraw":
    "You can change, hide or withdraw it at any time. Use the link in our mails about it.",
  "data-lost-link": "Lost the link?",
  "data-more": "Read more about your data",
  changed:
    "The letter or its terms changed while you were reading. Read them again before you sign",
  "paused-title": "We could not accept your form just now",
  "paused-stop-signing":
    "Signing is paused at the moment, and we have not stored anything. What you typed is below. Send it again a little later.",
  "paused-unavailable":
    "There is a problem with this server's storage, not with your form. What you typed is below. Send it again in a moment. It does no harm to sign twice.",
  "paused-read-only":
    "We are working on this site and cannot store anything at the moment, so we have not stored your form. What you typed is below. Send it again in a few minutes.",
  "error-title": "There is a problem",
  "error-prefix": "Error:",
  "page-title-error": "Error: {title}",
  "without-scripts":
    "You can also sign without scripts. A moderator then has to release our mail to you, which takes longer.",
  "captcha-failed":
    "We cannot check at the moment that a person is filling in this form. Send it anyway: a moderator looks at it before we mail you.",
  "hcaptcha-notice":
    "When you first use this form, it loads a check by hCaptcha (Intuition Machines, Inc.) from that company's servers.",
  "hcaptcha-notice-link": "What this means",
  "hcaptcha-missing": "One thing is missing: complete hCaptcha's check that you are a person.",
  "read-letter": "Read the letter again",
} as const;
