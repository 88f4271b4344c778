import type { Words } from "../views/page/words.ts";

/** A mail in both of its forms. */
export type Email = { subject: string; text: string; html: string };

/** A paragraph: words, or a label with lines under it, or a link alone on its line. */
export type Paragraph =
  | string
  | { label: string; lines: readonly string[] }
  | { action: string; href: string; isQuiet?: boolean };

/** What a mail says, before it is set as text and as HTML. */
export type EmailContent = {
  subject: string;
  paragraphs: readonly Paragraph[];
  /** Small print: why the reader gets this, and where to read more. */
  footer: readonly Paragraph[];
};

/**
 * Sets a mail as plain text and as HTML from one content, so that the two never differ. The text is
 * complete without the HTML, with each link alone on its line; the HTML loads nothing from any
 * server.
 */
export function setEmail(words: Words, content: EmailContent): Email {
  return {
    subject: content.subject,
    text: toText(words, content),
    html: `<!doctype html>${(<Document words={words} content={content} />).toString()}`,
  };
}

function toText(words: Words, { paragraphs, footer }: EmailContent): string {
  const blocks = [words("mail.greeting"), ...paragraphs.map(textOf), "-- ", ...footer.map(textOf)];
  return `${blocks.join("\n\n").replace("\n\n-- \n\n", "\n\n-- \n")}\n`;
}

function textOf(paragraph: Paragraph): string {
  if (typeof paragraph === "string") return paragraph;
  if ("href" in paragraph) return `${paragraph.action}\n\n${paragraph.href}`;
  return `${paragraph.label}\n${paragraph.lines.map((line) => `    ${line}`).join("\n")}`;
}

// Mail programs do not support style sheets reliably, so every element carries its own styles.
const STYLE = {
  page: "margin:0;padding:24px 12px;background:#f6f4ef;color:#1c1b19",
  sheet:
    "max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e3dfd6;border-radius:6px;font:17px/1.6 Georgia,'Times New Roman',serif",
  button:
    "display:inline-block;padding:12px 20px;border-radius:4px;background:#1f5f4a;color:#ffffff;font:600 16px/1.3 system-ui,sans-serif;text-decoration:none",
  quiet: "margin:16px 0 0",
  link: "color:#17604a;font:600 16px/1.4 system-ui,sans-serif",
  address: "font:13px/1.5 system-ui,sans-serif;color:#5f5b53;word-break:break-all",
  entry: "margin:0;padding-inline-start:16px;border-inline-start:3px solid #d8d2c4",
  block: "margin:16px 0",
  label: "font:13px/1.5 system-ui,sans-serif;color:#5f5b53;margin:0 0 4px",
  footer:
    "max-width:560px;margin:16px auto 0;padding:0 32px;font:13px/1.5 system-ui,sans-serif;color:#5f5b53;overflow-wrap:anywhere",
};

function Document({ words, content }: { words: Words; content: EmailContent }) {
  return (
    <html lang={words.language} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light" />
        <title>{content.subject}</title>
      </head>
      <body style={STYLE.page}>
        <div style={STYLE.sheet}>
          <p style="margin-top:0">{words("mail.greeting")}</p>
          {content.paragraphs.map((paragraph) => (
            <Block paragraph={paragraph} />
          ))}
        </div>
        <div style={STYLE.footer}>
          {content.footer.map((paragraph) => (
            <Small paragraph={paragraph} />
          ))}
        </div>
      </body>
    </html>
  );
}

function Block({ paragraph }: { paragraph: Paragraph }) {
  if (typeof paragraph === "string") return <p>{paragraph}</p>;
  if ("href" in paragraph) return <Action {...paragraph} />;
  return (
    <div style={STYLE.block}>
      <p style={STYLE.label}>{paragraph.label}</p>
      <p style={STYLE.entry}>
        {paragraph.lines.map((line, index) => (
          <>
            {index > 0 && <br />}
            <bdi>{line}</bdi>
          </>
        ))}
      </p>
    </div>
  );
}

function Action(props: { action: string; href: string; isQuiet?: boolean }) {
  const { action, href, isQuiet = false } = props;
  return (
    <div>
      <p style={isQuiet ? STYLE.quiet : undefined}>
        <a href={href} style={isQuiet ? STYLE.link : STYLE.button}>
          {action}
        </a>
      </p>
      <p style={STYLE.address}>{href}</p>
    </div>
  );
}

function Small({ paragraph }: { paragraph: Paragraph }) {
  if (typeof paragraph === "string") return <p>{paragraph}</p>;
  if ("lines" in paragraph) return <p>{[paragraph.label, ...paragraph.lines].join(" ")}</p>;
  return (
    <p>
      {paragraph.action} <a href={paragraph.href}>{paragraph.href}</a>
    </p>
  );
}
