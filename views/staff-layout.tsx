import type { Child } from "hono/jsx";
import { paths } from "../src/shared/paths.ts";
import type { Frame } from "./frame.ts";
import { Head } from "./layout.tsx";

/** A page of the staff rooms: a bar with who is signed in, and the tool below it. */
export function StaffPage(props: {
  frame: Frame;
  title: string;
  /** Null before signing in. */
  accountName: string | null;
  scripts?: Child;
  children: Child;
}) {
  const { words, asset } = props.frame;
  return (
    <html lang={words.language} dir={words.direction}>
      <head>
        <Head title={props.title} stylesheet={asset("staff.css")} icon={asset("icon.svg")} />
        <meta name="robots" content="noindex" />
        {props.scripts}
      </head>
      <body>
        <a class="skip" href="#content">
          {words("site.skip-to-content")}
        </a>
        <header class="bar">
          <a class="brand" href={paths.staff}>
            {words("site.name")}
          </a>
          {props.accountName !== null && (
            <nav aria-label={words("staff.rooms")}>
              <a href={paths.staff}>{words("staff.letters-title")}</a>
              <a href={paths.account}>{words("staff.account")}</a>
            </nav>
          )}
          {props.accountName !== null && (
            <form method="post" action={paths.signOut}>
              <span>{words("staff.signed-in-as", { name: props.accountName })}</span>
              <button type="submit" class="link">
                {words("staff.sign-out")}
              </button>
            </form>
          )}
        </header>
        <main id="content">{props.children}</main>
      </body>
    </html>
  );
}

/** A small staff page that says or asks one thing. */
export function StaffNotice(props: {
  frame: Frame;
  title: string;
  text: string;
  children?: Child;
}) {
  return (
    <StaffPage frame={props.frame} title={props.title} accountName={null}>
      <div class="card">
        <h1>{props.title}</h1>
        <p>{props.text}</p>
        {props.children}
      </div>
    </StaffPage>
  );
}
