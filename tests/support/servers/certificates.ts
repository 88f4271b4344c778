import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate and its key, each in a file. */
export type Certificate = { certificate: string; key: string };

/** Makes an authority that nobody trusts yet. */
export function makeAuthority(folder: string, name: string): Certificate {
  const made = filesOf(folder, name);
  openssl(
    ["req", "-x509", "-newkey", "ec", ...CURVE, "-nodes", "-days", "2"],
    [
      ...["-subj", `/CN=${name}`, "-addext", "basicConstraints=critical,CA:TRUE"],
      ...["-keyout", made.key, "-out", made.certificate],
    ],
  );
  return made;
}

/** Has it certify whoever has a name, which for a server is also that of its host. */
export function certify(folder: string, by: Certificate, name: string): Certificate {
  const made = filesOf(folder, name);
  const [request, extensions] = [join(folder, `${name}.csr`), join(folder, `${name}.ext`)];
  writeFileSync(extensions, `subjectAltName=DNS:${name}\n`);
  openssl(
    ["req", "-newkey", "ec", ...CURVE, "-nodes"],
    [...["-subj", `/CN=${name}`, "-keyout", made.key, "-out", request]],
  );
  openssl(
    ["x509", "-req", "-days", "2", "-CAcreateserial", "-extfile", extensions],
    [...["-in", request, "-CA", by.certificate, "-CAkey", by.key, "-out", made.certificate]],
  );
  return made;
}

const CURVE = ["-pkeyopt", "ec_paramgen_curve:prime256v1"];

function filesOf(folder: string, name: string): Certificate {
  return { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
}

function openssl(words: readonly string[], files: readonly string[]): void {
  execFileSync("openssl", [...words, ...files], { stdio: "pipe" });
}
