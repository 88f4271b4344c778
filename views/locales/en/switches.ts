/** What administrators switch off for everybody, and how all staff are told. */
export const switches = {
  title: "Pause the site",
  lead: "Two switches, for signing and for the whole site. Both apply to every letter and take effect within five seconds, without a restart. They stay as they are until somebody changes them.",
  "name-stop-signing": "Stop signing",
  "explained-stop-signing":
    "Nobody can sign any letter for now: a sentence takes the place of each form. People who already have a form open get it back with what they typed. People can still confirm and use their own pages, and you can still moderate.",
  "name-read-only": "Read-only",
  "explained-read-only":
    "The site stores nothing (no signature, no confirmation, no decision) and sends no mail. People can still read it. Use this for a backup, a move, or a disk that is failing. While it is on, nobody can sign in. You can also turn it off on the server, with “npm run switch -- read-only off”.",
  on: "On",
  off: "Off",
  "since-by": "Since {moment} UTC, by {name}",
  "by-command": "the command line",
  "turn-on-stop-signing": "Stop signing",
  "turn-off-stop-signing": "Let people sign again",
  "turn-on-read-only": "Make the site read-only",
  "turn-off-read-only": "Let the site store again",
  turned: "Done. This takes effect everywhere within five seconds.",
  look: "Pause the site",
  "banner-read-only": "The site is read-only: it does not store anything you do.",
  "banner-stop-signing": "Signing is stopped on every letter.",
} as const;
