import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";

/** Whoever writes to the contact can be anywhere: the search by address looks in every state. */
export function SameAddress(props: {
  frame: Frame;
  letter: { slug: string };
  sameAddress: readonly { id: string; sentence: string }[];
}) {
  const { frame, letter, sameAddress } = props;
  const { words } = frame;
  if (sameAddress.length === 0) return null;
  return (
    <section class="same-address" aria-labelledby="same-address">
      <h2 id="same-address">{words("queue.same-address")}</h2>
      <ul>
        {sameAddress.map(({ id, sentence }) => (
          <li>
            <a href={paths.entry(letter.slug, id)}>
              <bdi>{sentence}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
