import { connect } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { SMTPPoolOptions } from "nodemailer";
import type { Config } from "../../config.ts";
import type { Mailer } from "../../mail/mailer.ts";
import { SMTP_TIMEOUT_MS, smtpMailer } from "../../mail/smtp.ts";

/** A Worker may have six connections open at once, and its queries to D1 are among them. */
const CONNECTIONS_MAX = 2;

/** Sends mail over SMTP from a Worker. Its connections end with the invocation that made it. */
export function workerMailer(smtpUrl: string, config: Config): Mailer {
  return smtpMailer(smtpUrl, config, {
    maxConnections: CONNECTIONS_MAX,
    getSocket: connectByName,
  });
}

type GetSocket = NonNullable<SMTPPoolOptions["getSocket"]>;

/**
 * Connects to the mail server by its name. Left to itself, nodemailer looks the name up and
 * connects to the number, which the platform then looks for in the certificate.
 */
function connectByName(...[options, done]: Parameters<GetSocket>): void {
  const isSecure = options.secure ?? Number(options.port) === 465;
  const place = { host: options.host, port: Number(options.port ?? (isSecure ? 465 : 587)) };
  const socket = isSecure ? connectSecurely(place) : connect(place);
  const timer = setTimeout(() => socket.destroy(new Error("ETIMEDOUT")), SMTP_TIMEOUT_MS);
  const fail = (error: Error) => {
    clearTimeout(timer);
    done(error);
  };
  socket.once("error", fail);
  socket.once(isSecure ? "secureConnect" : "connect", () => {
    clearTimeout(timer);
    socket.off("error", fail);
    done(null, { connection: socket, secured: isSecure });
  });
}
