import { paths } from "../../src/shared/pages/paths.ts";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";

/** How many hold something, and when the first of them loses it. */
type Counted = { count: number; next: Date | null };

export type RetentionPageProps = DeskProps & {
  held: {
    contacts: Counted & { until: Date | null };
    refused: Counted;
    takendown: number;
    unconfirmed: number;
    listed: number;
    exports: number;
  };
  contactMonths: number;
  rejectedMonths: number;
  signedMonths: number;
  takedownHours: number;
  unconfirmedDays: number;
  heldDays: number;
  mayChange: boolean;
};

type Row = { what: string; count: number | null; until: string };

/** What is held about those who sign a letter, how much of it, and until when. */
export function RetentionPage(props: RetentionPageProps) {
  const { frame, letter } = props;
  const { words } = frame;
  const title = words("retention.title-of", { title: letter.title });
  return (
    <DeskPage {...props} title={title}>
      <PageHead title={words("retention.title")} lead={words("retention.lead")}>
        {props.mayChange && (
          <a class="button quiet" href={`${paths.letterSettings(letter.slug)}#contactMonths`}>
            {words("retention.change")}
          </a>
        )}
      </PageHead>
      <table class="table stacks retention">
        <caption class="visually-hidden">{words("retention.label")}</caption>
        <thead>
          <tr>
            <th scope="col">{words("retention.column-what")}</th>
            <th scope="col" class="number">
              {words("retention.column-count")}
            </th>
            <th scope="col">{words("retention.column-until")}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(props).map(({ what, count, until }) => (
            <tr>
              <th scope="row">{what}</th>
              <td class="number" data-label={words("retention.column-count")}>
                {count === null ? "–" : words.number(count)}
              </td>
              <td data-label={words("retention.column-until")}>{until}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{words("retention.after-title")}</h2>
      <ul>
        <li>{words("retention.after-mail")}</li>
        <li>{words("retention.after-own")}</li>
        <li>{words("retention.after-files")}</li>
      </ul>
    </DeskPage>
  );
}

function rowsOf(props: RetentionPageProps): Row[] {
  const { held, takedownHours: hours, unconfirmedDays: days, heldDays } = props;
  const { words } = props.frame;
  const { contacts, refused } = held;
  const day = (date: Date | null) => (date === null ? "none" : words.day(date));
  const contactsText =
    contacts.until === null
      ? words("retention.contacts-signed", {
          months: props.signedMonths,
          next: day(contacts.next),
        })
      : words("retention.contacts-until", {
          day: words.day(contacts.until),
          months: props.contactMonths,
        });
  const refusedText = words("retention.refused-until", {
    months: props.rejectedMonths,
    next: day(refused.next),
  });
  return [
    { what: words("retention.contacts"), count: contacts.count, until: contactsText },
    { what: words("retention.refused"), count: refused.count, until: refusedText },
    {
      what: words("retention.takendown"),
      count: held.takendown,
      until: words("retention.takendown-until", { hours }),
    },
    {
      what: words("retention.unconfirmed"),
      count: held.unconfirmed,
      until: words("retention.unconfirmed-until", { days, heldDays }),
    },
    {
      what: words("retention.listed"),
      count: held.listed,
      until: words("retention.listed-until"),
    },
    { what: words("retention.code"), count: null, until: words("retention.code-until") },
    {
      what: words("retention.exports"),
      count: held.exports,
      until: words("retention.exports-until"),
    },
  ];
}
