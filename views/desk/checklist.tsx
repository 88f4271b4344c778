import { paths } from "../../src/shared/pages/paths.ts";
import { Icon } from "../components/icon.tsx";
import type { Frame } from "../page/frame.ts";

const STEPS = ["summary", "contact", "closes", "people", "test"] as const;
type Step = (typeof STEPS)[number];

export type ChecklistProps = {
  frame: Frame;
  letter: { slug: string; state: string };
  /** Who answers for the personal data. */
  controller: string;
  /** What is done, as `letterChecklist` gives it. */
  checklist: Readonly<Record<Step, boolean>>;
  canEdit: boolean;
};

/** What a letter should have before it opens, each with the way there; then the way to open it. */
export function Checklist(props: ChecklistProps) {
  const { frame, letter, checklist, canEdit } = props;
  const { words } = frame;
  const missing = STEPS.filter((step) => !checklist[step]);
  return (
    <section class="card checklist" aria-labelledby="checklist">
      <h2 id="checklist">{words("checklist.title")}</h2>
      <p>{words("checklist.lead")}</p>
      <ol>
        <Item {...props} isDone href={paths.letterEdit(letter.slug)} name="text" />
        <Item
          {...props}
          isDone
          href={`${paths.letterSettings(letter.slug)}#who`}
          name="controller"
        />
        {STEPS.map((step) => (
          <Item {...props} isDone={checklist[step]} href={HREFS[step](letter.slug)} name={step} />
        ))}
      </ol>
      {canEdit && (
        <form method="post" action={paths.letterState(letter.slug)}>
          <input type="hidden" name="from" value="draft" />
          <p class="hint" id="missing">
            {missing.length === 0
              ? words("checklist.ready")
              : words("checklist.missing", {
                  count: missing.length,
                  what: missing.map((step) => words(`checklist.${step}`)).join(", "),
                })}
          </p>
          <button type="submit" name="to" value="open" class="button" aria-describedby="missing">
            {words("overview.open")}
          </button>
        </form>
      )}
    </section>
  );
}

const HREFS: Record<Step, (slug: string) => string> = {
  summary: (slug) => `${paths.letterEdit(slug)}#summary`,
  contact: (slug) => `${paths.letterSettings(slug)}#contact`,
  closes: (slug) => `${paths.letterSettings(slug)}#closesAt`,
  people: paths.letterPeople,
  test: (slug) => `${paths.letterDraft(slug)}#sign`,
};

function Item(
  props: ChecklistProps & { isDone: boolean; href: string; name: Step | "text" | "controller" },
) {
  const { isDone, href, name, controller } = props;
  const { words } = props.frame;
  const label = words(`checklist.${name}`);
  return (
    <li class={isDone ? "done" : undefined}>
      <Icon name={isDone ? "circle-check" : "clock"} />
      <span>
        {props.canEdit || name === "test" ? <a href={href}>{label}</a> : label}{" "}
        <span class="badge">{words(isDone ? "checklist.done" : "checklist.to-do")}</span>
        <small>
          {name === "controller"
            ? words("checklist.controller-why", { controller })
            : words(`checklist.${name}-why`)}
        </small>
      </span>
    </li>
  );
}
