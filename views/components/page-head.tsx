import type { Child } from "hono/jsx";

/** The head of a page: its title, what it is for in a line, and at its end what can be done. */
export function PageHead(props: { title: Child; lead?: Child; children?: Child }) {
  const { title, lead } = props;
  return (
    <div class="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {props.children && <div class="toolbar">{props.children}</div>}
    </div>
  );
}
