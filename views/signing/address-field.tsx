import { CheckField, type FieldProps, TextField } from "../components/field.tsx";

/** The hidden field of a form whose address was asked about, and the address that may be meant. */
export const EMAIL_ASKED = "email_asked";
export const EMAIL_MEANT = "email_meant";

/** An address of one's own, and, if it looks like a slip, a box that takes the likely one. */
export function AddressField({
  typed,
  ...field
}: FieldProps & { typed: Readonly<Record<string, string>> }) {
  const { words } = field;
  const meant = typed[EMAIL_MEANT];
  return (
    <>
      <TextField
        {...field}
        value={typed[field.name] ?? ""}
        type="email"
        inputmode="email"
        autocomplete="email"
        dir="ltr"
      />
      {/* It is asked once: whoever sends the form again has answered. */}
      {typed[EMAIL_ASKED] && <input type="hidden" name={EMAIL_ASKED} value="on" />}
      {meant && (
        <CheckField
          words={words}
          name="email_instead"
          label={<bdi>{words("form.email-meant", { address: meant })}</bdi>}
          value={meant}
          isTicked={false}
        />
      )}
    </>
  );
}
