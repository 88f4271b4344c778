import { posix } from "node:path";
import type { Import, Module } from "./modules.ts";
import { ROOMS, type Room } from "./rooms.ts";

/** Every way in which files break the layers: what they import and name, and their circles. */
export function layerProblems(modules: readonly Module[]): string[] {
  return [...modules.flatMap(roomProblems), ...circles(modules)];
}

function roomProblems({ path, imports, names }: Module): string[] {
  const own = roomOf(path);
  const room = ROOMS[own];
  if (room === undefined) return [`${path} is in no room`];
  return [
    ...imports
      .filter((one) => !mayImport(own, room, one))
      .map(({ name, line }) => `${path}:${line}: ${own} may not import ${name}`),
    ...names
      .filter(({ name }) => room.withoutNames?.includes(name))
      .map(({ name, line }) => `${path}:${line}: ${own} may not name ${name}`),
  ];
}

function mayImport(own: string, { ours, packages }: Room, { name, isOurs }: Import): boolean {
  if (!isOurs)
    return packages === "anything" || packages.some((one) => `${name}/`.startsWith(`${one}/`));
  const room = roomOf(name);
  if (room === own || ours === "anything" || ours.includes(name)) return true;
  return ours.includes(room) && posix.basename(name) !== "store.ts";
}

/** The room that a file is in: the longest path that fits. Empty if there is none. */
function roomOf(path: string): string {
  const around = Object.keys(ROOMS).filter((room) =>
    room.endsWith("/") ? path.startsWith(room) : path === room,
  );
  return around.reduce((longest, room) => (room.length > longest.length ? room : longest), "");
}

/** The circles of imports, each as the way around it. Of two that touch, one may be reported. */
function circles(modules: readonly Module[]): string[] {
  const importsOf = new Map(modules.map(({ path, imports }) => [path, imports]));
  const found: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];

  function follow(path: string) {
    if (way.includes(path)) {
      found.push(`a circle of imports: ${[...way.slice(way.indexOf(path)), path].join(" → ")}`);
      return;
    }
    if (done.has(path)) return;
    way.push(path);
    for (const { name } of importsOf.get(path) ?? []) follow(name);
    way.pop();
    done.add(path);
  }

  for (const { path } of modules) follow(path);
  return found;
}
