import { readFileSync } from "node:fs";
import { connect as connectSocket, isIP, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls, createSecureContext, getCACertificates } from "node:tls";
import type pg from "pg";
import { PostgresUrlError, type Tls } from "../postgres-url.ts";

/**
 * The driver's settings for TLS. Its own reading of `sslmode` differs from libpq's, and says so on
 * standard error: it is never shown the word.
 *
 * Source: https://www.postgresql.org/docs/current/libpq-ssl.html
 * Throws: {@link PostgresUrlError} if a file cannot be read, or is not what it should be.
 */
export function tlsSettings({ mode, rootFile, proof }: Tls): pg.ClientConfig {
  const files = {
    ...(rootFile !== null && { ca: read("sslrootcert", rootFile) }),
    ...(proof !== null && readProof(proof)),
  };
  switch (mode) {
    case "disable":
      return { ssl: false };
    case "prefer":
      return { ssl: false, stream: () => new PreferringTls() };
    case "require":
      return { ssl: { ...files, rejectUnauthorized: false } };
    case "verify-ca":
      return { ssl: { ...files, checkServerIdentity: () => undefined } };
    case "verify-full":
      return { ssl: { ca: trusted(), ...files } };
  }
}

/** Node's own list of authorities, and the machine's. */
function trusted(): string[] {
  return [...new Set([...getCACertificates("bundled"), ...getCACertificates("system")])];
}

/** The driver would notice only once it is connected, and then never end the connection. */
function readProof({ certificateFile, keyFile }: NonNullable<Tls["proof"]>) {
  const files = { cert: read("sslcert", certificateFile), key: read("sslkey", keyFile) };
  try {
    createSecureContext(files);
    return files;
  } catch (error) {
    throw new PostgresUrlError(
      `has sslcert=${certificateFile} and sslkey=${keyFile}, which are not a certificate and its key (${codeIn(error)})`,
    );
  }
}

function read(parameter: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const message = `has ${parameter}=${file}, a file that cannot be read (${codeIn(error)})`;
    throw new PostgresUrlError(message);
  }
}

function codeIn(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unreadable";
}

/** Asks the server whether it speaks TLS; it answers S or N, or what keeps it from answering. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const [YES, NO] = ["S".charCodeAt(0), "N".charCodeAt(0)];

/**
 * A connection that is encrypted if the server can be, without asking who it is. The driver knows
 * no such thing: it takes this for an open socket, which is connected once all that is settled.
 */
class PreferringTls extends Duplex {
  #used: Socket | null = null;

  connect(port: number, host: string): this {
    const socket = connectSocket({ port, host });
    this.#follow(socket);
    socket.once("connect", () => socket.write(SSL_REQUEST));
    socket.once("data", (answer) => {
      if (answer[0] !== YES) {
        this.#begin(socket);
        if (answer[0] !== NO) this.push(answer);
        return;
      }
      const servername = isIP(host) === 0 ? { servername: host } : {};
      const encrypted = connectTls({ socket, rejectUnauthorized: false, ...servername });
      this.#follow(encrypted);
      encrypted.once("secureConnect", () => this.#begin(encrypted));
    });
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    this.#used?.ref();
    return this;
  }

  unref(): this {
    this.#used?.unref();
    return this;
  }

  override _read(): void {
    this.#used?.resume();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.#used === null) done(new Error("Connection terminated"));
    else this.#used.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.#used === null) done();
    else this.#used.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#used?.destroy();
    done(error);
  }

  #follow(socket: Socket): void {
    this.#used = socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true);
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
  }

  #begin(socket: Socket): void {
    socket.on("data", (chunk) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    this.emit("connect");
  }
}
