/** What administrators switch off for everybody, and how all staff are told. */
export const switches = {
  title: "Switches",
  lead: "Both hold for every letter and take effect within five seconds, without a restart. They stay as they are until somebody turns them back.",
  "name-stop-signing": "Stop signing",
  "explained-stop-signing":
    "The form of every letter is closed for now, with a sentence in its place. Whoever has it open already gets it back with what they typed. Confirming, own pages and moderation go on.",
  "name-read-only": "Read-only",
  "explained-read-only":
    "Nothing is stored: no signature, no confirmation, no decision; and no mail leaves. Reading goes on. For a backup, a move, or a disk that fails. While it is on nobody can sign in; on the server, “npm run switch -- read-only off” turns it off, too.",
  on: "On",
  off: "Off",
  "since-by": "Since {moment} UTC, by {name}",
  "by-command": "the command line",
  "turn-on-stop-signing": "Stop signing",
  "turn-off-stop-signing": "Let people sign again",
  "turn-on-read-only": "Make the site read-only",
  "turn-off-read-only": "Let the site store again",
  turned: "Done. It takes effect everywhere within five seconds.",
  look: "Switches",
  "banner-read-only": "The site is read-only: nothing that you do is stored.",
  "banner-stop-signing": "Signing is stopped on every letter.",
} as const;
