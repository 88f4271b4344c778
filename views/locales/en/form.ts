/** The form that signs a letter. */
export const form = {
  title: "Sign this letter",
  "page-title": "Sign “{title}”",
  "who-signs": "Who signs?",
  "kind-individual": "I sign as a person",
  "kind-individual-hint": "In your own name, with your title and affiliation if you like.",
  "kind-organisation": "I sign for an organisation",
  "kind-organisation-hint": "You must be entitled to sign in its name.",
  optional: "optional",
  "name-individual": "Your name",
  "name-organisation": "Name of the organisation",
  name: "Name",
  "name-hint": "As it should stand in the list.",
  "person-title": "Title or position",
  "person-title-hint": "For example “Professor of International Law”.",
  affiliation: "Affiliation",
  "affiliation-hint": "Where you work or study, or what you belong to.",
  capacity: "I sign in my own capacity, not on behalf of the institution I name.",
  website: "Website of the organisation",
  "website-hint": "If it has none, a page that shows that it exists. It is linked in the list.",
  "contact-name": "Your name",
  "contact-name-hint": "You are the contact person. Never published.",
  "contact-role": "Your role in the organisation",
  "contact-role-hint": "For example “Director” or “Secretary”. Never published.",
  "sort-name": "Sorted under",
  "sort-name-individual-hint": "Only if the list should not go by the last word of your name.",
  "sort-name-organisation-hint": "Only if the list should not go by the first word of the name.",
  "sort-name-hint":
    "Only if it should be sorted by another word than the first of an organisation or the last of a person.",
  country: "Country",
  email: "Email address",
  "email-hint": "We send one link to confirm that it was you. Never published.",
  "email-organisation-hint": "An address at the organisation's own domain is confirmed soonest.",
  visibility: "How you appear",
  "visibility-full": "With my name",
  "visibility-anonymous": "Without my name",
  "visibility-anonymous-hint": "You are counted, and not listed. The moderators see your name.",
  authority: "I am entitled to sign this letter in the name of the organisation.",
  consent:
    "I sign this letter, and I agree that {controller} stores what I entered here and publishes my entry in the list of signatories.",
  updates:
    "I agree that {controller} sends me news on this letter by mail, until I say that I want no more.",
  send: "Sign the letter",
  "send-hint":
    "Then look into your inbox: your signature counts once you have confirmed it there and a moderator has approved it.",
  "your-data": "What happens to my data",
  "data-who": "{controller} answers for it.",
  "data-public": "Your entry is public once a moderator has approved it. Your address never is.",
  "data-withdraw":
    "You can change, hide or withdraw it at any time, by the link in the mails about it.",
  "data-lost-link": "Lost the link?",
  "data-more": "All of it, on one page",
  changed:
    "The letter or its terms were changed while you were reading. Please read them again before you sign",
  "paused-title": "Your form could not be taken just now",
  "paused-stop-signing":
    "Signing is paused for the moment, and nothing of this was stored. What you typed stands below; send it again a little later.",
  "paused-unavailable":
    "Something is wrong with this server's storage, and not with your form. What you typed stands below; send it again in a moment. Signing twice does no harm.",
  "paused-read-only":
    "This site is being looked after and stores nothing for the moment, this form neither. What you typed stands below; send it again in a few minutes.",
  "error-title": "There is a problem",
  "error-prefix": "Error:",
  "page-title-error": "Error: {title}",
  "without-scripts":
    "Without scripts you can sign too. A moderator then lets the message to you go out, which takes longer.",
  "captcha-failed":
    "The check that a person fills in this form cannot be made just now. Send the form all the same: somebody looks at it before its mail leaves.",
  "hcaptcha-notice":
    "When you first touch this form, a check by hCaptcha (Intuition Machines, Inc.) loads from that company's servers.",
  "hcaptcha-notice-link": "What that means",
  "hcaptcha-missing": "One thing is missing: answer hCaptcha's check that you are a person.",
  "read-letter": "Read the letter again",
} as const;
