export const passkey = {
  reminder:
    "You look after letters without a second factor. Anyone who can read your mail could sign in as you.",
  add: "Add a passkey",
  "new-title": "Add a passkey",
  required:
    "You can do a lot with your role, so a link by mail is not enough. Add a passkey. From then on, you sign in with the link and the passkey.",
  explained:
    "Your phone, your computer, your password manager or a security key keeps your passkey. It works on this site only, so a fake site cannot trick you into giving it away.",
  recovered:
    "You are signed in. {left, plural, =0 {You have no recovery codes left} one {You have one recovery code left} other {You have # recovery codes left}}. If you have lost your passkey or your app, add a new one now. Then remove the lost one on your account page.",
  name: "Name of this passkey",
  "name-hint": "A name that you will recognise, such as “Phone” or “Key in the drawer”.",
  create: "Add a passkey",
  "app-instead": "Use an authenticator app instead",
  later: "Later",
  "go-on": "Continue without it",
  use: "Use your passkey",
  "needs-script":
    "Passkeys only work in a browser with scripts. Allow scripts for this site, or use another browser.",
  unsupported:
    "This browser cannot use passkeys here. Use an up-to-date browser, and open the site by its name, not by a number.",
  "not-made": "We did not add a passkey. You can try again.",
  "not-used": "You did not use the passkey. You can try again.",
  refused: "We could not accept this passkey. Try again. You have five minutes for each try.",
  known: "You already have this passkey.",
  full: "Your account cannot hold any more passkeys. Remove one first.",
  "codes-title": "Your recovery codes",
  "codes-lead":
    "Each code opens your account once, after the link by mail, if you do not have your passkey or app with you. We only show the codes now. Print this page, or keep the file in a different place from your passkey and app.",
  "codes-download": "Download as a file",
  "codes-file": "Recovery codes for {site}",
  "codes-done": "I have saved them",
} as const;

/** An app that shows a code of six digits every half minute. */
export const authenticator = {
  title: "Add an authenticator app",
  explained:
    "An authenticator app shows a new six-digit code every half minute. Many phones and password managers have one. It works without scripts. But a fake page could ask you for the code, so use a passkey if you can.",
  replaces:
    "You already have an authenticator app. Once you enter a code from the new one, the old one's codes stop working.",
  scan: "1. Scan this code with the app",
  qr: "Code to scan. It contains the key shown below it.",
  "or-type": "If you cannot scan it, type this key into the app:",
  "then-code": "2. Type the code that the app shows",
  code: "Code",
  "code-hint": "The six digits that your authenticator app shows now.",
  add: "Add the app",
  use: "Use the code",
  "wrong-code":
    "This code is wrong, out of date or already used. Wait for the next one. If no code works, check that the clock on your phone is right.",
  "too-many-codes": "You have tried too many codes for this account. Wait an hour.",
  "passkey-instead": "Use a passkey instead",
} as const;

/** The second step of signing in, and the step-up. */
export const secondStep = {
  title: "Confirm that it is you",
  lead: "Your link worked. Now use your second factor.",
  "app-title": "The code from your app",
  "recovery-title": "No passkey or app with you?",
  "recovery-code": "Recovery code",
  "recovery-hint": "One of the ten that you saved, such as k7qm‑3xhd‑9w2p. Each works once.",
  "recovery-send": "Use the recovery code",
  wrong:
    "This is not one of your recovery codes, or you have used it already. Check it against the codes that you saved.",
  limited:
    "You have tried too many codes for this account. Wait an hour, or use your passkey or your app.",
  "step-up-title": "Is it still you?",
  "step-up-lead":
    "It is some time since you signed in, and this needs extra care. Confirm again that it is you.",
  "step-up-sent":
    "We have not done what you asked yet. After this step, you go back to the page and send it again. If you chose a file, choose it again.",
  "step-up-held":
    "We have not done what you asked yet. This page keeps it, and we do it after this step.",
  "step-up-mail": "Mail me a link",
  "step-up-mail-lead": "We mail you a link. Open it in this browser.",
  "step-up-mailed-title": "Check your inbox",
  "step-up-mailed":
    "We have sent you a link. Open it in this browser. It works once, for {minutes, number} minutes.",
  "step-up-mailed-held":
    "Leave this page open, because it keeps what you sent. Once you have opened the link, come back and continue.",
  "step-up-mailed-send": "I have opened the link: continue",
  "step-up-link-title": "Yes, it is me",
  "step-up-link-lead": "Press the button to continue with what you were doing.",
  "step-up-link-button": "Continue",
  "step-up-done-title": "Now send it again",
  "step-up-done":
    "Thank you. We have not yet done what you asked. If the page that asked for the link is still open, go back to it and press its button: it has kept what you sent. If not, open the page again.",
  "step-up-back": "Back to the page",
  "step-up-limited":
    "You already have several links in your inbox. Use the newest, or wait an hour.",
  "step-up-factor-only": "You have a passkey or an authenticator app, so you must use that here.",
  "step-up-link":
    "This link does not work. It has been used, is too old, or was for another account. Ask for a new one.",
} as const;

/** The bar before a session ends. */
export const session = {
  label: "Your session is about to end",
  idle: "We will sign you out in two minutes, because you have not done anything here for a while.",
  ends: "We will sign you out in two minutes: you can stay signed in for at most twelve hours. Send what you typed, then sign in again.",
  stay: "Stay signed in",
  failed: "We could not keep you signed in. Copy what you typed, then sign in again.",
} as const;

export const account = {
  title: "Your account",
  lead: "How you sign in, and where you are signed in now.",
  passkeys: "Passkeys",
  "no-passkeys": "You have none. With a passkey, nobody who reads your mail can sign in as you.",
  authenticator: "Authenticator app",
  "authenticator-since": "Added {ago}.",
  "no-authenticator":
    "You have none. It is another second factor, which works on every device and without scripts.",
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
    "{left, plural, =0 {You have no codes left.} one {You have one code left.} other {You have # codes left.}} They open your account if you do not have your passkey or app with you.",
  "codes-with-factor": "You get ten of them with your first passkey or app.",
  "new-codes": "Make ten new codes",
  "new-codes-hint": "The old ones then stop working.",
  sessions: "Where you are signed in",
  "column-browser": "Browser",
  "column-since": "Signed in",
  "column-seen": "Last seen",
  "this-one": "this one",
  "unknown-device": "A browser",
  end: "Sign out",
  "end-which": "Sign out {name}",
  "end-others": "Sign out everywhere else",
  "problem-no-factor":
    "Recovery codes replace a passkey or an app that you do not have with you. Add one first.",
  "problem-authenticator-unknown": "You have already removed the app.",
  "problem-authenticator-last":
    "This is your only second factor, and your role needs one. Add a passkey first, then remove the app.",
  "problem-passkey-unknown": "You have already removed this passkey.",
  "problem-passkey-last":
    "This is your only second factor, and your role needs one. Add another first, then remove this one.",
} as const;

/** The people who look after letters. */
export const people = {
  title: "People",
  lead: "Everybody who looks after letters on this site, and what they can do.",
  "lead-of-letter":
    "The people who can decide on the entries of this letter, edit it or export them.",
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
  none: "Nobody has a role for this letter only yet.",
  "role-administrator": "Administrator",
  "role-campaigner": "Campaigner",
  "role-moderator": "Moderator",
  "for-all": "{role}, all letters",
  "for-one": "{role}, {letter}",
  "all-letters": "All letters",
  "invite-title": "Invite somebody",
  "invite-lead": "We mail them a link that works for seven days.",
  "invite-email": "Email address",
  "invite-name": "Name",
  "invite-name-hint": "As it appears to colleagues and in exports.",
  role: "Role",
  "role-hint-moderator": "Reads the entries in the queue and decides on them.",
  "role-hint-campaigner": "Moderates, edits, exports and appoints moderators.",
  "role-hint-administrator": "Can do everything.",
  letter: "Letter",
  invite: "Send the invitation",
  roles: "Roles",
  revoke: "Take away",
  "revoke-which": "Take away: {role}",
  "grant-title": "Give a role",
  grant: "Give the role",
  access: "Access",
  "disable-lead": "This ends all their sessions and links at once. Their decisions stay.",
  disable: "Disable the account",
  "disabled-lead": "This account is disabled: nobody can sign in to it.",
  enable: "Enable the account",
  remove: "Remove",
  "remove-which": "Remove {name}: {role}",
  "notice-invited": "We have sent the invitation.",
  "notice-invalid": "Enter an address like name@example.org, and choose a role and a letter.",
  "notice-not-yours": "You can only give or take away roles that you have yourself.",
  "notice-unknown": "Somebody has already done this, or there is no such person or role.",
  "notice-last-administrator":
    "This is the only administrator of all letters. Make somebody else an administrator first.",
  "notice-yourself": "You cannot disable your own account. Ask another administrator.",
  "notice-disabled": "They have the role, but their account is disabled. Enable it first.",
  "notice-too-many": "You have sent many invitations. Wait an hour.",
} as const;

/** Mail about one's own account. */
export const accountMail = {
  "step-up-subject": "Confirm that it is you, on {site}",
  "step-up-lead":
    "You are about to do something on the site that needs you to confirm that it is you.",
  "step-up-action": "Yes, it is me",
  "step-up-limits":
    "Open the link in the browser that you are signed in with. It works once, for {minutes, number} minutes. If you did not ask for it, somebody else is using your session: sign out everywhere on your account page.",
  "new-device-subject": "A new sign-in to {site}",
  "new-device-lead":
    "Somebody signed in to your account from a new browser: {device}, on {at} UTC.",
  "new-device-yours":
    "If that was you, you do not need to do anything. If not, sign that browser out on your account page and tell an administrator. The person who did this can read your mail.",
  "new-device-action": "Your account",
} as const;
