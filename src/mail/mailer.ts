/** One mail, ready to leave. */
export type OutgoingMail = Readonly<{
  /** Derived from the outbox row, so that a mail sent twice is one mail to its reader. */
  messageId: string;
  /** One validated address. */
  to: string;
  /** What stands before the address that it comes from; null for what MAIL_FROM says. */
  fromName: string | null;
  replyTo: string | null;
  /** One request to it stops all mail to this address (RFC 8058); null in mail to staff. */
  unsubscribeUrl: string | null;
  subject: string;
  text: string;
  html: string;
}>;

/** What became of a mail. `code` is short and holds nothing personal, such as "smtp-550". */
export type MailOutcome =
  | { outcome: "sent" }
  /** Worth another try: no connection, a full queue, greylisting. */
  | { outcome: "later"; code: string }
  /** No use trying again: the mailbox does not exist. */
  | { outcome: "never"; code: string };

/** The port through which mail leaves. */
export type Mailer = Readonly<{
  send: (mail: OutgoingMail) => Promise<MailOutcome>;
  /** Whether the mail server takes addresses with letters beyond ASCII before the “@”. */
  takesInternational: () => Promise<boolean>;
  close: () => Promise<void>;
}>;
