/** What was noticed about entries: evidence for a moderator, never a verdict. */
export const signals = {
  "domain-matches": "The address is at the organisation's own domain, {domain}.",
  "affiliation-matches": "Writes from {domain}, which has the name of “{affiliation}”.",
  "domain-differs": "The address is at {domain}, the website at {website}.",
  "no-website": "The person who signed says that the organisation has no website.",
  "free-mail": "Anyone can get an address at {domain}, a free mail provider.",
  disposable: "{domain} gives out throw-away addresses.",
  "odd-domain": "Mail is unlikely to reach {domain}.",
  "same-name":
    "{count, plural, one {Another entry with this name is {state}.} other {# other entries with this name are {state}.}}",
  "look-alike": "The name looks like “{name}”, which is {state}.",
  "look-alike-gone": "The name looked like that of an entry which is gone.",
  "mixed-scripts": "“{word}” mixes letters of two alphabets that look alike.",
  "many-from-client":
    "{count, plural, one {Another entry} other {At least # other entries}} came from the same connection within an hour.",
  "many-from-domain":
    "{count, plural, one {Another entry} other {At least # other entries}} came from the same domain within an hour.",
  "one-mailbox":
    "{count, plural, =0 {It may share a mailbox with another entry, which is gone.} one {# entry may share one mailbox.} other {# entries may share one mailbox.}}",
  "no-captcha":
    "Sent without a solved captcha. This happens without scripts, or if we cannot reach the check.",
  "over-limit": "The connection had sent many entries within minutes.",
  message:
    "It reads as a message to the person who gets the mail: far longer than usual, with exclamations, full sentences or a long number.",
  "confirmed-fast": "Confirmed within seconds of our mail, faster than people read.",
  "address-unreadable":
    "We cannot read the address with this server's key, so we cannot mail anybody about this entry.",
  "change-unreadable": "We cannot read the change. The entry appears here as it is published.",
  "group-title": "{count, plural, one {# looks alike} other {# look alike}}",
  "group-select": "Select these {count, number}",
} as const;
