/** Something that is known, in words. */
export type Fact = { label: string; value: string };

/** A row for each fact; belongs inside a `dl`. */
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
