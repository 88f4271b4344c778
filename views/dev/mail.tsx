import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import { StaffPage } from "../staff/layout.tsx";

type FolderMailView = { id: string; at: string; to: string; subject: string; text: string };

/** A link to the mail that a development server wrote instead of sending; null if mail is sent. */
export function DevMailLink({ words, path }: { words: Words; path: string | null }) {
  if (path === null) return null;
  return (
    <p class="dev-note">
      <a href={path}>{words("inbox.dev-mail")}</a>
    </p>
  );
}

/** The mail that a development server wrote instead of sending. */
export function DevMailListPage({
  frame,
  mails,
}: {
  frame: Frame;
  mails: readonly FolderMailView[];
}) {
  const { words } = frame;
  return (
    <StaffPage frame={frame} title={words("devMail.title")} accountName={null}>
      <div class="mail-folder">
        <PageHead title={words("devMail.title")} lead={words("devMail.explained")} />
        {mails.length === 0 && <Empty title={words("devMail.empty")} />}
        <ul class="mails">
          {mails.map((mail) => (
            <li>
              <a href={`${paths.devMail}/${mail.id}`}>{mail.subject}</a>
              <span>
                {mail.to} · <time datetime={mail.at}>{words.moment(new Date(mail.at))} UTC</time>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </StaffPage>
  );
}

/** One mail of the folder: its text, with links that work. */
export function DevMailPage({ frame, mail }: { frame: Frame; mail: FolderMailView }) {
  const { words } = frame;
  return (
    <StaffPage frame={frame} title={mail.subject} accountName={null}>
      <div class="mail-folder">
        <nav class="crumbs" aria-label={words("staff.path")}>
          <a href={paths.devMail}>{words("devMail.all")}</a>
          <a href={`${paths.devMail}/${mail.id}/html`}>{words("devMail.as-html")}</a>
        </nav>
        <PageHead title={mail.subject} lead={words("devMail.to", { address: mail.to })} />
        <pre class="card mail">
          {mail.text
            .split(/(https?:\/\/\S+)/)
            .map((part) => (/^https?:\/\//.test(part) ? <a href={part}>{part}</a> : part))}
        </pre>
      </div>
    </StaffPage>
  );
}
