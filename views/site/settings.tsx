import { accentOf } from "../../src/shared/pages/accent.ts";
import { shownImage } from "../../src/shared/pages/image-name.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { TextAreaField, TextField } from "../components/field.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import { MastheadOf } from "../page/masthead.tsx";
import type { ShownSite } from "../page/site-context.ts";
import { ConflictFlash, DoneFlash, ProblemFlash } from "../staff/flash.tsx";
import { StaffPage } from "../staff/layout.tsx";
import { ColourField } from "./colour-field.tsx";
import { ImageField } from "./image-field.tsx";
import { LookPreview } from "./look-preview.tsx";

type FieldName =
  | "name"
  | "colour"
  | "imprintText"
  | "imprintUrl"
  | "privacyText"
  | "privacyUrl"
  | "about";

export type SitePageProps = {
  frame: Frame;
  accountName: string;
  /** The site as it is stored. */
  site: ShownSite;
  typed: Readonly<Record<FieldName, string>>;
  /** The revision that the form was made from. */
  seen: number;
  errors: Readonly<Record<string, string>>;
  /** The nearest colour that can be read, if what was typed cannot be. */
  colourOffer: string | null;
  hasConflict: boolean;
  done: "saved" | "unchanged" | null;
  takesImages: boolean;
};

/** Whose site it is: its name and look, and what its footer leads to. */
export function SitePage(props: SitePageProps) {
  const { frame, site, errors, done } = props;
  const { words } = frame;
  return (
    <StaffPage frame={frame} title={words("siteSettings.title")} accountName={props.accountName}>
      <PageHead title={words("siteSettings.title")} lead={words("siteSettings.lead")} />
      <DoneFlash text={done && words(`settings.flash-${done}`)} />
      {props.hasConflict && (
        <ConflictFlash
          title={words("settings.conflict-title")}
          text={words("siteSettings.conflict-lead")}
        />
      )}
      <div class="settings">
        <form method="post" action={paths.site} enctype="multipart/form-data">
          <ProblemFlash title={words("settings.problem-title")} errors={errors} />
          <input type="hidden" name="seen" value={String(props.seen)} />
          <Fields {...props} />
          <button type="submit" class="button">
            {words("siteSettings.save")}
          </button>
        </form>
        <aside class="card" aria-labelledby="preview-title">
          <h2 id="preview-title">{words("look.preview-title")}</h2>
          <p class="hint">{words("look.preview-hint")}</p>
          <LookPreview words={words} accent={site.colour === null ? null : accentOf(site.colour)}>
            <MastheadOf site={site} />
          </LookPreview>
        </aside>
      </div>
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
