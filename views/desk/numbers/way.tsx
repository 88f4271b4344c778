import { Shares } from "../../components/shares.tsx";
import type { Words } from "../../page/words.ts";

export type WayProps = {
  words: Words;
  /** What became of those who sent the form last, as `letterFunnel` gives it. */
  funnel: {
    signed: number;
    confirmed: number;
    approved: number;
    listed: number;
    msToConfirm: number | null;
    msToApprove: number | null;
  };
  /** Where those who signed last are from, as `letterCountries` gives it. */
  countries: {
    sampled: number;
    isAll: boolean;
    named: readonly { country: string; count: number }[];
    others: number;
  };
};

/** How many get from the form to the list, and how long that takes. */
export function Funnel({ words, funnel }: Pick<WayProps, "words" | "funnel">) {
  const { signed, confirmed, approved, listed } = funnel;
  const steps = [
    ["signed", signed, null],
    ["confirmed", confirmed, funnel.msToConfirm],
    ["approved", approved, funnel.msToApprove],
    ["listed", listed, null],
  ] as const;
  return (
    <Shares
      caption={words("overview.funnel", { count: signed })}
      head={[
        words("overview.column-step"),
        words("overview.column-count"),
        words("overview.column-share"),
      ]}
      shares={steps.map(([step, count, ms]) => {
        const share = count / signed;
        const half = ms === null ? null : words("overview.half", { time: words.lasting(ms) });
        return {
          name: words(`overview.step-${step}`),
          note: half,
          share,
          cells: [words.number(count), words.percent(share)],
        };
      })}
    />
  );
}

/** Where those who signed last are from. */
export function Countries({ words, countries }: Pick<WayProps, "words" | "countries">) {
  const { sampled, isAll, named, others } = countries;
  const shares = named.map(({ country, count }) => ({ name: words.country(country), count }));
  const all =
    others > 0 ? [...shares, { name: words("overview.other-countries"), count: others }] : shares;
  return (
    <Shares
      caption={
        isAll ? words("overview.countries") : words("overview.countries-last", { count: sampled })
      }
      head={[
        words("overview.column-country"),
        words("overview.column-count"),
        words("overview.column-share"),
      ]}
      shares={all.map(({ name, count }) => {
        const share = count / sampled;
        return { name, share, cells: [words.number(count), words.percent(share)] };
      })}
    />
  );
}
