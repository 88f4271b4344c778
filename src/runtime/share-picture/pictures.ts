import { LRUCache } from "lru-cache";
import type { Deps } from "../../deps.ts";
import { type Clock, isWithin, SECOND_MS } from "../../shared/clock.ts";
import type { SharePicture } from "../../shared/pages/share-picture.ts";

/** A letter's picture is made at most this often, however fast the letter changes. */
const RENDER_INTERVAL_MS = SECOND_MS;
/** Letters whose picture stays in memory, some 30 kB each. What was not asked for longest goes. */
const PICTURES_MAX = 300;

type Kept = {
  picture: SharePicture;
  /** Whether its turn has not come yet. */
  isWaiting: boolean;
  madeAt: number;
  png: Promise<Uint8Array<ArrayBuffer> | null>;
};

/**
 * The pictures of letters, each drawn once for what it shows. Whoever asks for a new one within a
 * second waits for the end of it, and is given the newest that was asked for until then.
 */
export function sharePictures(
  clock: Clock,
  render: (picture: SharePicture) => Promise<Uint8Array<ArrayBuffer> | null>,
): Deps["sharePicture"] {
  const kept = new LRUCache<string, Kept>({ max: PICTURES_MAX });
  return async (slug, picture) => {
    const now = clock.now().getTime();
    const last = kept.get(slug);
    if (last !== undefined && (last.isWaiting || isSame(last.picture, picture))) {
      last.picture = picture;
      return await last.png;
    }
    const isSoon = last && isWithin(RENDER_INTERVAL_MS, { since: last.madeAt, now });
    const waitMs = isSoon ? last.madeAt + RENDER_INTERVAL_MS - now : 0;
    const making: Kept = {
      picture,
      isWaiting: waitMs > 0,
      madeAt: now + waitMs,
      png: pause(waitMs).then(() => {
        making.isWaiting = false;
        return render(making.picture);
      }),
    };
    kept.set(slug, making);
    try {
      return await making.png;
    } catch (error) {
      if (kept.get(slug) === making) kept.delete(slug);
      throw error;
    }
  };
}

function isSame(one: SharePicture, other: SharePicture): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
