import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { Words } from "../page/words.ts";
import { StopForm } from "./record.tsx";

/** Stands where the steps of an import come, one by one, while it runs. No text has it. */
export const STEPS_HERE = "\uE000";

/** The page of an import that is under way: its steps follow as they are made. */
export function ImportRunningPage(props: DeskProps & { id: string }) {
  const { words } = props.frame;
  return (
    <DeskPage {...props} title={words("importRecords.running-title")}>
      <div class="running">
        <PageHead
          title={words("importRecords.running-title")}
          lead={words("importRecords.running-lead")}
        />
        <StopForm {...props} />
        <div class="steps" role="status">
          {STEPS_HERE}
        </div>
      </div>
    </DeskPage>
  );
}

/** How far it is: each step hides those before it. */
export function ImportStep({ words, ...step }: { words: Words; done: number; expected: number }) {
  return (
    <div class="how-far">
      <progress
        max={step.expected}
        value={step.done}
        aria-label={words("importRecords.progress")}
      />
      <p class="big-count">{words("importRecords.progress-step", step)}</p>
    </div>
  );
}

/** How it ended, in place of the last step. */
export function ImportEnd(props: {
  words: Words;
  slug: string;
  id: string;
  kind: "success" | "warning" | "error";
  sentence: string;
}) {
  const { words, slug, id } = props;
  return (
    <div class="end">
      <Notice kind={props.kind}>
        <p>{props.sentence}</p>
      </Notice>
      <p class="toolbar">
        <a class="button" href={paths.letterImport(slug)}>
          {words("importRecords.back-to-imports")}
        </a>
        <a class="button quiet" href={paths.importRecord(slug, id)}>
          {words("importRecords.see-import")}
        </a>
      </p>
    </div>
  );
}
