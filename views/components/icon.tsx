import { raw } from "hono/html";
import { ICON_SHAPES } from "./icon-shapes.ts";

export type IconName = keyof typeof ICON_SHAPES;

/** A picture beside words that say the same, so nobody is read it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {raw(ICON_SHAPES[name])}
    </svg>
  );
}
