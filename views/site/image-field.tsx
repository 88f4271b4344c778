import type { ShownImage } from "../../src/shared/pages/image-name.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { FileField } from "../components/field.tsx";
import type { Words } from "../page/words.ts";

/** The types that an upload may have. */
const ACCEPT = "image/png,image/jpeg,image/webp";

/** The image that there is, a file to take its place, and a tick that takes it away. */
export function ImageField(props: {
  words: Words;
  name: "logo" | "icon" | "header";
  label: string;
  hint: string;
  error: string | undefined;
  image: ShownImage | null;
  /** Whether somebody uploaded it for this: what was made from another one stays with that. */
  isOwn?: boolean;
  takesImages: boolean;
}) {
  const { words, name, image, isOwn = true } = props;
  return (
    <div class="image-field">
      {image && (
        <img
          class="uploaded"
          src={paths.image(image.name)}
          alt={words("images.current")}
          width={image.width}
          height={image.height}
        />
      )}
      {props.takesImages ? (
        <FileField
          words={words}
          name={name}
          label={props.label}
          hint={props.hint}
          error={props.error}
          accept={ACCEPT}
          isOptional
        />
      ) : (
        <p class="hint">{words("images.error-place")}</p>
      )}
      {image && isOwn && (
        <label class="choice">
          <input type="checkbox" name={`${name}-remove`} value="on" />
          <span>{words(`images.remove-${name}`)}</span>
        </label>
      )}
    </div>
  );
}
