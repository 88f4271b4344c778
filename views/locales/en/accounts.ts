export const passkey = {
  reminder:
    "You look after letters without a second factor. Whoever reads your mail could sign in as you.",
  add: "Add a passkey",
  "new-title": "Add a passkey",
  required:
    "Your role lets you do much here, so a link by mail is not enough. Add a passkey; from then on you sign in with the link and the passkey.",
  explained:
    "A passkey is kept by your phone, your computer, your password manager or a security key. It works on this site alone, so nobody can trick it out of you.",
  recovered:
    "You are in. {left, plural, =0 {No recovery code is left} one {One recovery code is left} other {# recovery codes are left}}. If your passkey or your app is lost, add a new one now, and then remove the lost one on the page of your account.",
  name: "What to call it",
  "name-hint": "So that you know it again, such as “Phone” or “Key in the drawer”.",
  create: "Add a passkey",
  "app-instead": "Use an authenticator app instead",
  later: "Later",
  "go-on": "Go on without",
  use: "Use your passkey",
  "needs-script":
    "Passkeys need a browser with scripts. Allow them for this site, or use another browser.",
  unsupported:
    "This browser cannot use passkeys here. Use a current one, and open the site by its name, not by a number.",
  "not-made": "No passkey was added. You can try again.",
  "not-used": "The passkey was not used. You can try again.",
  refused: "This passkey was not accepted. Try again; each try is good for five minutes.",
  known: "This passkey is yours already.",
  full: "You have as many passkeys as an account can hold. Remove one first.",
  "codes-title": "Your recovery codes",
  "codes-lead":
    "Each opens your account once, after the link by mail, when your passkey or your app is not at hand. You see them here for the only time: print this page, or keep the file where those are not.",
  "codes-download": "Download as a file",
  "codes-file": "Recovery codes for {site}",
  "codes-done": "I have kept them",
} as const;

/** An app that shows a code of six digits every half minute. */
export const authenticator = {
  title: "Add an authenticator app",
  explained:
    "Such an app shows a new code of six digits every half minute; many phones and password managers have one. It needs no scripts. A false page could ask you for the code, though: if you can, use a passkey.",
  replaces:
    "You have an authenticator app. Once you have typed a code of the new one, the codes of the old one count no more.",
  scan: "1. Scan this code with the app",
  qr: "Code to scan: it holds the key that is written below it.",
  "or-type": "If you cannot scan it, type this key into the app:",
  "then-code": "2. Type the code that the app shows",
  code: "Code",
  "code-hint": "The six digits that your authenticator app shows now.",
  add: "Add the app",
  use: "Use the code",
  "wrong-code":
    "This is not the present code, or it was used already. Wait for the next one. If none is accepted, see whether the clock of your phone is right.",
  "too-many-codes": "Too many codes were tried for this account. Wait an hour.",
  "passkey-instead": "Use a passkey instead",
} as const;

/** The second step of signing in, and the step-up. */
export const secondStep = {
  title: "The second step",
  lead: "The link was right. Now show that it is you.",
  "app-title": "The code of your app",
  "recovery-title": "No second factor at hand?",
  "recovery-code": "Recovery code",
  "recovery-hint": "One of the ten that you kept, such as k7qm‑3xhd‑9w2p. Each works once.",
  "recovery-send": "Use the recovery code",
  wrong: "This is none of your recovery codes, or it was used. Compare it with what you kept.",
  limited:
    "Too many codes were tried for this account. Wait an hour, or use your passkey or your app.",
  "step-up-title": "Is it still you?",
  "step-up-lead":
    "What you want to do is serious, and you signed in a while ago. Show once more that it is you.",
  "step-up-sent":
    "What you sent has not been done yet. After this step you come back to the page and send it again; if it had a file, choose that again.",
  "step-up-held":
    "What you sent has not been done yet. It is kept on this page, and is done with this step.",
  "step-up-mail": "Mail me a link",
  "step-up-mail-lead": "We mail you a link. Open it in this browser.",
  "step-up-mailed-title": "Look into your inbox",
  "step-up-mailed":
    "A link is on its way. Open it in this browser. It works once, for {minutes, number} minutes.",
  "step-up-mailed-held":
    "Leave this page open: it keeps what you sent. Once you have opened the link, come back and go on.",
  "step-up-mailed-send": "I have opened the link: go on",
  "step-up-link-title": "Yes, it is me",
  "step-up-link-lead": "One press, and you can go on with what you were doing.",
  "step-up-link-button": "Go on",
  "step-up-done-title": "Now send it again",
  "step-up-done":
    "Thank you. What you sent before was not done. If the page that asked for the link is still open, go back to it and press its button: it has kept what you sent. If not, open the page again.",
  "step-up-back": "Back to the page",
  "step-up-limited": "Several links are in your inbox already. Use the newest, or wait an hour.",
  "step-up-factor-only": "You have a passkey or an authenticator app, so only that counts here.",
  "step-up-link":
    "This link does not work: it was used, is too old, or was mailed to another account. Ask for a new one.",
} as const;

/** The bar before a session ends. */
export const session = {
  label: "The end of your session",
  idle: "You will be signed out in two minutes, as nothing has been done here for a while.",
  ends: "You will be signed out in two minutes: twelve hours are the most. Send what you typed, then sign in again.",
  stay: "Stay signed in",
  failed: "You could not be kept signed in. Copy what you typed, then sign in again.",
} as const;

export const account = {
  title: "Your account",
  lead: "How you sign in, and where you are signed in now.",
  passkeys: "Passkeys",
  "no-passkeys": "You have none. With one, nobody who reads your mail can sign in as you.",
  authenticator: "Authenticator app",
  "authenticator-since": "Added {ago}.",
  "no-authenticator":
    "You have none. It does what a passkey does, on every device and without scripts.",
  "add-authenticator": "Add an app",
  "replace-authenticator": "Replace it",
  "remove-authenticator": "Remove it",
  "column-name": "Name",
  "column-added": "Added",
  "column-used": "Last used",
  "never-used": "Not yet",
  remove: "Remove",
  "remove-which": "Remove {name}",
  "recovery-codes": "Recovery codes",
  "codes-left":
    "{left, plural, =0 {No code is left.} one {One code is left.} other {# codes are left.}} They open your account when your passkey or your app is not at hand.",
  "codes-with-factor": "You get ten of them with your first passkey or app.",
  "new-codes": "Make ten new codes",
  "new-codes-hint": "The old ones then work no more.",
  sessions: "Where you are signed in",
  "column-browser": "Browser",
  "column-since": "Signed in",
  "column-seen": "Last seen",
  "this-one": "this one",
  "unknown-device": "A browser",
  end: "Sign out",
  "end-which": "Sign out {name}",
  "end-others": "Sign out everywhere else",
  "problem-no-factor": "Recovery codes stand in for a passkey or an app. Add one first.",
  "problem-authenticator-unknown": "The app was removed already.",
  "problem-authenticator-last":
    "This is your only second factor, and your role needs one. Add a passkey first, then remove the app.",
  "problem-passkey-unknown": "This passkey was removed already.",
  "problem-passkey-last":
    "This is your only second factor, and your role needs one. Add another first, then remove this one.",
} as const;

/** The people who look after letters. */
export const people = {
  title: "People",
  lead: "Everybody who looks after letters on this site, and what they may do.",
  "lead-of-letter": "Who may decide on the entries of this letter, edit it or take exports.",
  "title-of-letter": "People of this letter",
  "column-name": "Name",
  "column-roles": "Roles",
  "column-factor": "Second factor",
  "column-seen": "Last seen",
  "has-factor": "Yes",
  "no-factor": "No",
  never: "Never",
  disabled: "disabled",
  you: "you",
  "no-roles": "No role",
  none: "Nobody has a role for this letter alone yet.",
  "role-administrator": "Administrator",
  "role-campaigner": "Campaigner",
  "role-moderator": "Moderator",
  "for-all": "{role}, all letters",
  "for-one": "{role}, {letter}",
  "all-letters": "All letters",
  "invite-title": "Invite somebody",
  "invite-lead": "They get a link by mail that lives seven days.",
  "invite-email": "Email address",
  "invite-name": "Name",
  "invite-name-hint": "As colleagues and exports show it.",
  role: "Role",
  "role-hint-moderator": "Looks through the queue and decides.",
  "role-hint-campaigner": "Moderates, edits, exports and appoints moderators.",
  "role-hint-administrator": "May do everything.",
  letter: "Letter",
  invite: "Send the invitation",
  roles: "Roles",
  revoke: "Take away",
  "revoke-which": "Take away: {role}",
  "grant-title": "Give a role",
  grant: "Give the role",
  access: "Access",
  "disable-lead": "Disabling ends all of their sessions and links at once. Their decisions stay.",
  disable: "Disable the account",
  "disabled-lead": "This account is disabled: nobody can sign in to it.",
  enable: "Enable the account",
  remove: "Remove",
  "remove-which": "Remove {name}: {role}",
  "notice-invited": "The invitation is on its way.",
  "notice-invalid": "Enter an address like name@example.org, and choose a role and a letter.",
  "notice-not-yours": "You can only give and take roles that you hold yourself.",
  "notice-unknown": "This was done already, or there is no such person or role.",
  "notice-last-administrator":
    "This is the only administrator of all letters. Make somebody else one first.",
  "notice-yourself": "You cannot disable yourself. Ask another administrator.",
  "notice-disabled": "They have the role, but their account is disabled. Enable it first.",
  "notice-too-many": "You have sent many invitations. Wait an hour.",
} as const;

/** Mail about one's own account. */
export const accountMail = {
  "step-up-subject": "Confirm that it is you, on {site}",
  "step-up-lead": "You are about to do something on the site that asks whether it is really you.",
  "step-up-action": "Yes, it is me",
  "step-up-limits":
    "Open the link in the browser that you are signed in with. It works once, for {minutes, number} minutes. If you did not ask for it, somebody is at your session: sign out everywhere on the page of your account.",
  "new-device-subject": "A new sign-in to {site}",
  "new-device-lead":
    "Your account was signed in to from a browser it had not seen before: {device}, on {at} UTC.",
  "new-device-yours":
    "If that was you, nothing is to be done. If not, sign that browser out on the page of your account, and tell an administrator; whoever it was can read your mail.",
  "new-device-action": "Your account",
} as const;
