import type { Child } from "hono/jsx";
import { Icon } from "./icon.tsx";

export type NoticeKind = "info" | "success" | "warning" | "error";

const ICONS = {
  info: "info",
  success: "circle-check",
  warning: "triangle-alert",
  error: "circle-alert",
} as const;

/** A sentence or two that matter now. Without a role it is read where it stands. */
export function Notice(props: {
  kind: NoticeKind;
  role?: "status" | "alert";
  id?: string;
  children: Child;
}) {
  const { kind, role, id } = props;
  return (
    <div class={`notice ${kind}`} role={role} id={id}>
      <Icon name={ICONS[kind]} />
      <div>{props.children}</div>
    </div>
  );
}
