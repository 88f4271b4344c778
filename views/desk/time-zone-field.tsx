import { placeOf, timeZones } from "../../src/shared/time-zone.ts";
import { describedBy, FieldFrame, type FieldProps } from "../components/field.tsx";

/**
 * A choice among all time zones: by region, and in it by city, so that a browser's own way to type
 * into a list finds “Berlin”. What is chosen and not among them stands first, as it is.
 */
export function TimeZoneField(props: Omit<FieldProps, "name"> & { value: string }) {
  const { value } = props;
  const field = { ...props, name: "timeZone" };
  const zones = timeZones();
  const regions = Map.groupBy(zones, regionOf);
  const alone = [...new Set([...(zones.includes(value) ? [] : [value]), "UTC"])];
  return (
    <FieldFrame {...field}>
      <select
        id={field.name}
        name={field.name}
        aria-describedby={describedBy(field)}
        aria-invalid={props.error ? "true" : undefined}
      >
        {alone.map((zone) => (
          <option value={zone} selected={zone === value}>
            {zone}
          </option>
        ))}
        {[...regions].map(([region, of]) => (
          <optgroup label={region}>
            {of.map((zone) => (
              <option value={zone} selected={zone === value}>
                {cityOf(zone)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  );
}

function regionOf(zone: string): string {
  return zone.slice(0, zone.indexOf("/"));
}

/** “Berlin”, “Knox (Indiana)”. */
function cityOf(zone: string): string {
  const [, state, city] = zone.split("/");
  return city === undefined ? placeOf(zone) : `${placeOf(zone)} (${state?.replaceAll("_", " ")})`;
}
