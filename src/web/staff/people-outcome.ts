import type { PeopleNotice } from "../../../views/staff/people.tsx";

const STATUS = {
  invited: 200,
  invalid: 422,
  "not-yours": 403,
  unknown: 404,
  "last-administrator": 409,
  yourself: 409,
  disabled: 409,
  "too-many": 429,
} as const satisfies Record<PeopleNotice, number>;

/** The status of a page with this notice; 200 if there is none. */
export function statusOf(notice: PeopleNotice | null) {
  return notice === null ? 200 : STATUS[notice];
}
