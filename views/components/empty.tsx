import type { Child } from "hono/jsx";
import { Icon, type IconName } from "./icon.tsx";

/** Says that nothing is here, and below that what to do next. */
export function Empty(props: { icon?: IconName; title: string; children?: Child }) {
  return (
    <div class="empty">
      <Icon name={props.icon ?? "inbox"} />
      <p>
        <strong>{props.title}</strong>
      </p>
      {props.children}
    </div>
  );
}
