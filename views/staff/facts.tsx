/** Something that is known, in words. */
export type Fact = { label: string; value: string };

/** What is known, a row for each; stands in a list of descriptions. */
export function FactRows({ facts }: { facts: readonly Fact[] }) {
  return (
    <>
      {facts.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </>
  );
}
