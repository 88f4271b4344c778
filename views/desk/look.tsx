import { shownImage } from "../../src/shared/pages/image-name.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { TextField } from "../components/field.tsx";
import { HeaderImage, type LetterLook, PublisherMark } from "../letter/look.tsx";
import { directionOf } from "../page/language.ts";
import { ColourField } from "../site/colour-field.tsx";
import { ImageField } from "../site/image-field.tsx";
import { LookForm, type LookFormState } from "../site/look-form.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";

type LineName = "publisherUrl" | "headerAlt" | "senderName";

export type LookPageProps = DeskProps &
  LookFormState & {
    /** The look as it is stored. */
    look: LetterLook;
    /** The colour it is shown in: the publisher's or the site's; null for the product's own. */
    colour: string | null;
    /** The name of the site, as mails say it. */
    sender: string;
    typed: Readonly<Record<LineName | "colour", string>>;
    /** The state that the form was made from. */
    seen: string;
  };

/** How a letter looks, and in whose name its mails come. */
export function LookPage(props: LookPageProps) {
  const { frame, letter } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("look.title-of", { title: letter.title })}>
      <LookForm
        {...props}
        words={words}
        title={words("look.title")}
        lead={words("look.lead")}
        action={paths.letterLook(letter.slug)}
        save={words("look.save")}
        preview={{
          colour: props.colour,
          content: <LetterHead {...props} />,
        }}
      >
        <Fields {...props} />
      </LookForm>
    </DeskPage>
  );
}

function Fields(props: LookPageProps) {
  const { frame, look, errors } = props;
  const { words } = frame;
  const image = { words, takesImages: props.takesImages };
  return (
    <>
      <section class="card" aria-labelledby="publisher">
        <h2 id="publisher">{look.publisher}</h2>
        <ImageField
          {...image}
          name="logo"
          label={words("look.logo-label")}
          hint={words("images.logo-hint")}
          error={errors["logo"]}
          image={shownImage(look.logo)}
        />
        <Line {...props} name="publisherUrl" hint={words("look.publisherUrl-hint")} isUrl />
        <ColourField
          words={words}
          hint={words("look.colour-hint")}
          value={props.typed.colour}
          error={errors["colour"]}
          offer={props.colourOffer}
        />
      </section>
      <section class="card" aria-labelledby="header-title">
        <h2 id="header-title">{words("look.header-title")}</h2>
        <ImageField
          {...image}
          name="header"
          label={words("look.header-label")}
          hint={words("look.header-hint")}
          error={errors["header"]}
          image={shownImage(look.headerImageSmall)}
        />
        <Line {...props} name="headerAlt" hint={words("look.headerAlt-hint")} />
      </section>
      <section class="card" aria-labelledby="mails">
        <h2 id="mails">{words("look.mails-title")}</h2>
        <Line
          {...props}
          name="senderName"
          hint={words("look.senderName-hint", { publisher: look.publisher, site: props.sender })}
        />
      </section>
    </>
  );
}

function Line(props: LookPageProps & { name: LineName; hint: string; isUrl?: boolean }) {
  const { frame, name, hint } = props;
  return (
    <TextField
      words={frame.words}
      name={name}
      label={frame.words(`look.${name}-label`)}
      hint={hint}
      error={props.errors[name]}
      value={props.typed[name]}
      isOptional
      {...(props.isUrl && { inputmode: "url", dir: "ltr" })}
    />
  );
}

function LetterHead({ letter, look }: LookPageProps) {
  return (
    <div class="letter-head" lang={letter.language} dir={directionOf(letter.language)}>
      <HeaderImage look={look} />
      <p class="title">{letter.title}</p>
      <PublisherMark look={look} />
    </div>
  );
}
