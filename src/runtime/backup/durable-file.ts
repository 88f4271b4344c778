import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname } from "node:path";

/** Only its owner may read a file that holds a database or a key. */
export const PRIVATE_FILE_MODE = 0o600;

/** Makes an empty file that only its owner may read; false if one of that name is there. */
export function createPrivateFile(path: string): boolean {
  try {
    closeSync(openSync(path, "wx", PRIVATE_FILE_MODE));
    return true;
  } catch (error) {
    if (hasSystemCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Copies a file into one that only its owner may read; false if the disk is full. */
export function copyIntoPrivateFile(from: string, to: string): boolean {
  try {
    copyFileSync(from, to);
  } catch (error) {
    if (hasSystemCode(error, "ENOSPC")) return false;
    throw error;
  }
  // The copy took the permissions over too.
  chmodSync(to, PRIVATE_FILE_MODE);
  return true;
}

/**
 * Puts a finished file in its place, in one step that a power cut cannot halve: what it holds is on
 * the disk before its name is, and its name before this returns.
 */
export function putInPlace(finished: string, place: string): void {
  sync(finished);
  renameSync(finished, place);
  sync(dirname(place));
}

/**
 * The same unless the place is taken, by another process that does so at the same moment: then what
 * stands there stays. Where a file system has no links, the last one stays.
 */
export function putFirst(finished: string, place: string): void {
  try {
    linkSync(finished, place);
  } catch (error) {
    if (!hasSystemCode(error, "EEXIST")) {
      putInPlace(finished, place);
      return;
    }
  }
  rmSync(finished);
  sync(place);
  sync(dirname(place));
}

/** Makes the disk keep a file, or the names in a folder. */
function sync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function hasSystemCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
