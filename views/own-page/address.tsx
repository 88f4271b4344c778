import { paths } from "../../src/shared/pages/paths.ts";
import { TextField } from "../components/field.tsx";
import type { Words } from "../page/words.ts";
import { AddressField } from "../signing/address-field.tsx";

/** The change of address that waits to be confirmed, and the form that asks for one. */
export type AddressChangeProps = {
  /** Null if none waits. The address is masked. */
  open: {
    masked: string;
    contact: { name: string; role: string } | null;
    askedAt: Date;
    until: Date;
  } | null;
  /** Whether somebody speaks for the entry, who can change with the address. */
  hasContact: boolean;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

type Props = AddressChangeProps & { words: Words; token: string };

/** Where mail about a signature goes. */
export function AddressChange(props: Props) {
  const { words, open } = props;
  const title = words(open === null ? "ownPage.address-title" : "ownPage.address-another");
  return (
    <>
      {open && <OpenChange {...props} open={open} />}
      <details class="action" open={Object.keys(props.errors).length > 0}>
        <summary>{title}</summary>
        <p>{words("ownPage.address-hint")}</p>
        <form class="sign-form" method="post" action={paths.ownPage(props.token)} novalidate>
          <input type="hidden" name="action" value="change-address" />
          <AddressField
            words={words}
            name="new_email"
            typed={props.typed}
            error={props.errors["new_email"]}
            label={words("ownPage.address-new")}
            hint={words("ownPage.address-new-hint")}
          />
          {props.hasContact && <ContactFields {...props} />}
          <button class="button" type="submit">
            {words("ownPage.address-send")}
          </button>
        </form>
      </details>
    </>
  );
}

function ContactFields(props: Props) {
  const { words } = props;
  return (
    <>
      <TextField
        {...fieldOf(props, "new_contact_name")}
        label={words("ownPage.address-contact")}
        hint={words("ownPage.address-contact-hint")}
        isOptional
        autocomplete="off"
      />
      <TextField
        {...fieldOf(props, "new_contact_role")}
        label={words("ownPage.address-contact-role")}
        isOptional
        autocomplete="off"
      />
    </>
  );
}

function OpenChange({ words, token, open }: Props & { open: NonNullable<Props["open"]> }) {
  const { masked: address, contact } = open;
  const days = { day: words.day(open.askedAt), until: words.day(open.until) };
  return (
    <section class="action">
      <h2>{words("ownPage.address-open-title")}</h2>
      <p>{words("ownPage.address-open", { address, ...days })}</p>
      {contact && <p>{words("ownPage.address-open-contact", contact)}</p>}
      <form method="post" action={paths.ownPage(token)}>
        <button class="button quiet" type="submit" name="action" value="cancel-address">
          {words("ownPage.address-cancel")}
        </button>
      </form>
    </section>
  );
}

function fieldOf({ words, typed, errors }: Props, name: string) {
  return { words, name, value: typed[name] ?? "", error: errors[name] };
}
