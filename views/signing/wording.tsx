import type { Words } from "../page/words.ts";

/** A sentence that people agree to, and the English one if no native speaker has reviewed it. */
export type WordingProps = { text: string; source: string | null };

export function Wording({ text, source }: WordingProps) {
  if (source === null) return <>{text}</>;
  return (
    <>
      {text}
      <span class="source" lang="en" dir="ltr">
        {source}
      </span>
    </>
  );
}

/** Says why the English words stand beside those of the reader's language. */
export function NotReviewed({ words }: { words: Words }) {
  return <p class="hint">{words("site.not-reviewed")}</p>;
}
