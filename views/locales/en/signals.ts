/** What was noticed about entries: evidence for a moderator, never a verdict. */
export const signals = {
  "domain-matches": "The address is at the organisation's own domain, {domain}.",
  "affiliation-matches": "Writes from {domain}, which has the name of “{affiliation}”.",
  "domain-differs": "The address is at {domain}, the website at {website}.",
  "no-website": "Whoever signed says that the organisation has no website.",
  "free-mail": "Anybody can get an address at {domain}, a free mail provider.",
  disposable: "Addresses at {domain} are made to be thrown away.",
  "odd-domain": "{domain} is no domain that mail can be expected to reach.",
  "same-name":
    "{count, plural, one {Another entry of this name is {state}.} other {# other entries of this name are {state}.}}",
  "look-alike": "The name can be taken for “{name}”, which is {state}.",
  "look-alike-gone": "The name could be taken for that of an entry which is gone.",
  "mixed-scripts": "“{word}” mixes letters of two alphabets that look alike.",
  "many-from-client":
    "{count, plural, one {Another entry} other {At least # other entries}} came from the same client within an hour.",
  "many-from-domain":
    "{count, plural, one {Another entry} other {At least # other entries}} came from the same domain within an hour.",
  "one-mailbox":
    "{count, plural, =0 {It came from what may be the mailbox of another entry, which is gone.} one {# entry comes from what may be one mailbox.} other {# entries come from what may be one mailbox.}}",
  "no-captcha":
    "Sent without a solved captcha, as happens without scripts or when the check cannot be reached.",
  "over-limit": "Its client had sent many entries within minutes.",
  message:
    "Its words read as a message to whoever gets the mail: far longer than usual, calling out, in sentences or with a long number.",
  "confirmed-fast": "Confirmed within seconds of the mail leaving, faster than people read.",
  "address-unreadable":
    "The address cannot be opened with this server's key, so nobody can be mailed about this entry.",
  "change-unreadable":
    "What was to be changed cannot be read. The entry is shown as it is published.",
  "group-title": "{count, plural, one {# looks alike} other {# look alike}}",
  "group-select": "Select these {count, number}",
} as const;
