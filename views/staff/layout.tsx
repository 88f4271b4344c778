import { type Child, useContext } from "hono/jsx";
import { paths } from "../../src/shared/pages/paths.ts";
import { Icon } from "../components/icon.tsx";
import type { Frame } from "../page/frame.ts";
import { Head } from "../page/layout.tsx";
import { SiteContext } from "../page/site-context.ts";
import type { Words } from "../page/words.ts";
import { RoomContext } from "./room.ts";
import { SessionBar } from "./session-bar.tsx";

export function StaffPage(props: {
  frame: Frame;
  title: string;
  /** Null before signing in. */
  accountName: string | null;
  /** The name of the letter that it belongs to, and the way through its pages. */
  letter?: { name: Child; nav: Child };
  scripts?: Child;
  children: Child;
}) {
  const { words, asset } = props.frame;
  const room = useContext(RoomContext);
  const site = useContext(SiteContext);
  return (
    <html lang={words.language} dir={words.direction}>
      <head>
        <Head title={props.title} stylesheet="staff.css" asset={asset} />
        <meta name="robots" content="noindex" />
        {room && <script type="module" src={asset("session.js")} />}
        {props.scripts}
      </head>
      <body data-idle-ms={room?.idleMs} data-ends-ms={room?.endsMs}>
        <a class="skip" href="#content">
          {words("site.skip-to-content")}
        </a>
        <header class="frame">
          <div class="bar">
            <a class="brand" href={paths.staff}>
              {site.name ?? words("site.name")}
            </a>
            {props.letter?.name}
            {props.accountName !== null && <StaffMenu words={words} name={props.accountName} />}
          </div>
          {props.letter?.nav}
        </header>
        {room && <SessionBar words={words} />}
        {room?.switchedOn.map((name) => (
          <p class="switched-on" role="status">
            {words(`switches.banner-${name}`)}{" "}
            {room.isAdministrator && <a href={paths.switches}>{words("switches.look")}</a>}
          </p>
        ))}
        <main id="content">{props.children}</main>
      </body>
    </html>
  );
}

/** The pages of staff. On a phone a button shows them; without popovers they are always shown. */
function StaffMenu({ words, name }: { words: Words; name: string }) {
  const isAdministrator = useContext(RoomContext)?.isAdministrator === true;
  return (
    <>
      <button type="button" class="button quiet small fold" popovertarget="staff-menu">
        <Icon name="menu" />
        {words("staff.menu")}
      </button>
      <div class="folded staff-menu" id="staff-menu" popover="auto">
        <nav aria-label={words("staff.rooms")}>
          <a href={paths.staff}>{words("staff.letters-title")}</a>
          {isAdministrator && <a href={paths.people}>{words("people.title")}</a>}
          {isAdministrator && <a href={paths.site}>{words("siteSettings.title")}</a>}
          {isAdministrator && <a href={paths.switches}>{words("switches.title")}</a>}
          <a href={paths.account}>{words("staff.account")}</a>
        </nav>
        <SignOutForm words={words}>
          <span>{words("staff.signed-in-as", { name })}</span>
        </SignOutForm>
      </div>
    </>
  );
}

export function SignOutForm(props: { words: Words; class?: string; children?: Child }) {
  return (
    <form method="post" action={paths.signOut} class={props.class}>
      {props.children}
      <button type="submit" class="link">
        {props.words("staff.sign-out")}
      </button>
    </form>
  );
}

/** A small staff page that says or asks one thing. */
export function StaffNotice(props: {
  frame: Frame;
  title: string;
  text: string;
  scripts?: Child;
  children?: Child;
}) {
  return (
    <StaffPage frame={props.frame} title={props.title} accountName={null} scripts={props.scripts}>
      <div class="card gate">
        <h1>{props.title}</h1>
        <p>{props.text}</p>
        {props.children}
      </div>
    </StaffPage>
  );
}
