import { shownImage } from "../../src/shared/pages/image-name.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { TextAreaField, TextField } from "../components/field.tsx";
import type { Frame } from "../page/frame.ts";
import { MastheadOf } from "../page/masthead.tsx";
import type { ShownSite } from "../page/site-context.ts";
import { StaffPage } from "../staff/layout.tsx";
import { ColourField } from "./colour-field.tsx";
import { ImageField } from "./image-field.tsx";
import { LookForm, type LookFormState } from "./look-form.tsx";

type FieldName =
  | "name"
  | "colour"
  | "imprintText"
  | "imprintUrl"
  | "privacyText"
  | "privacyUrl"
  | "about";

export type SitePageProps = LookFormState & {
  frame: Frame;
  accountName: string;
  /** The site as it is stored. */
  site: ShownSite;
  typed: Readonly<Record<FieldName, string>>;
  /** The revision that the form was made from. */
  seen: number;
};

/** Whose site it is: its name and look, and what its footer leads to. */
export function SitePage(props: SitePageProps) {
  const { frame, site } = props;
  const { words } = frame;
  return (
    <StaffPage frame={frame} title={words("siteSettings.title")} accountName={props.accountName}>
      <LookForm
        {...props}
        words={words}
        title={words("siteSettings.title")}
        lead={words("siteSettings.lead")}
        action={paths.site}
        save={words("siteSettings.save")}
        seen={String(props.seen)}
        preview={{
          colour: site.colour,
          content: <MastheadOf site={site} />,
        }}
      >
        <Fields {...props} />
      </LookForm>
    </StaffPage>
  );
}

function Fields(props: SitePageProps) {
  const { frame, site, errors, typed } = props;
  const { words } = frame;
  const image = { words, takesImages: props.takesImages };
  return (
    <>
      <section class="card" aria-labelledby="who">
        <h2 id="who">{words("siteSettings.who-title")}</h2>
        <Line {...props} name="name" hint={words("siteSettings.name-hint", { host: site.host })} />
        <ImageField
          {...image}
          name="logo"
          label={words("siteSettings.logo-label")}
          hint={words("images.logo-hint")}
          error={errors["logo"]}
          image={shownImage(site.logo)}
        />
        <ImageField
          {...image}
          name="icon"
          label={words("siteSettings.icon-label")}
          hint={words("siteSettings.icon-hint")}
          error={errors["icon"]}
          image={shownImage(site.touchIcon)}
          isOwn={site.hasOwnIcon}
        />
        <ColourField
          words={words}
          hint={words("siteSettings.colour-hint")}
          value={typed.colour}
          error={errors["colour"]}
          offer={props.colourOffer}
        />
      </section>
      <section class="card" aria-labelledby="foot">
        <h2 id="foot">{words("siteSettings.foot-title")}</h2>
        <p class="hint">{words("siteSettings.foot-lead")}</p>
        <Line {...props} name="imprintText" />
        <Line {...props} name="imprintUrl" type="url" />
        <Line {...props} name="privacyText" />
        <Line {...props} name="privacyUrl" type="url" />
      </section>
      <section class="card" aria-labelledby="about-title">
        <h2 id="about-title">{words("site.about")}</h2>
        <TextAreaField
          words={words}
          name="about"
          label={words("siteSettings.about-label")}
          hint={words("siteSettings.about-hint")}
          error={errors["about"]}
          value={typed.about}
          rows={12}
          isOptional
        />
      </section>
    </>
  );
}

function Line(
  props: SitePageProps & {
    name: Exclude<FieldName, "colour" | "about">;
    hint?: string;
    type?: "url";
  },
) {
  const { frame, name, hint, type } = props;
  return (
    <TextField
      words={frame.words}
      name={name}
      label={frame.words(`siteSettings.${name}-label`)}
      error={props.errors[name]}
      value={props.typed[name]}
      isOptional
      {...(hint !== undefined && { hint })}
      {...(type === "url" && { inputmode: "url", dir: "ltr" })}
    />
  );
}
