import type { Child } from "hono/jsx";
import type { Frame } from "./frame.ts";
import { PublicPage } from "./layout.tsx";

type NoticeProps = {
  frame: Frame;
  title: string;
  text: string;
  link?: { href: string; label: string };
  children?: Child;
};

/** A page that says one thing: what happened, and where to go from here. */
export function NoticePage({ frame, title, text, link, children }: NoticeProps) {
  return (
    <PublicPage frame={frame} title={title}>
      <div class="notice">
        <h1>{title}</h1>
        <p>{text}</p>
        {children}
        {link && (
          <p>
            <a href={link.href}>{link.label}</a>
          </p>
        )}
      </div>
    </PublicPage>
  );
}
