import type { Element, Properties } from "hast";
import { classesOf, stylesOf } from "./pasted-styles.ts";

const DROPPED = new Set(
  "head style script noscript template meta link title xml o:p img svg object embed iframe audio video canvas nav input select textarea button".split(
    " ",
  ),
);

/** What a reader of the document does not see in it, such as Word's comments in the margin. */
export function isNoText({ tagName, properties }: Element): boolean {
  const style = stylesOf(properties);
  return (
    DROPPED.has(tagName) ||
    isTrackedDeletion(tagName, properties) ||
    style.get("display") === "none" ||
    style.get("mso-hide") === "all" ||
    style.get("mso-element") === "comment-list" ||
    classesOf(properties).some((name) => UNSEEN_BY_WORD.has(name))
  );
}

const UNSEEN_BY_WORD = new Set(["MsoCommentReference", "msocomanchor", "msocomtxt", "msoDel"]);

/** What somebody deleted while Word kept track of changes. */
function isTrackedDeletion(tagName: string, { cite, dateTime }: Properties): boolean {
  return tagName === "del" && (cite !== undefined || dateTime !== undefined);
}

/** A sign such as 🌊, which web pages show as a picture. */
const PICTOGRAM = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator})[^\p{L}]{0,15}$/u;

/** The sign that a picture shows; null if it shows none. */
export function pictogramOf({ tagName, properties }: Element): string | null {
  const alt = String(properties["alt"]);
  return tagName === "img" && PICTOGRAM.test(alt) ? alt : null;
}

const PICTURES = new Set("img object embed iframe audio video canvas".split(" "));

/** Whether readers would miss it: not the box of a point, nor a pixel that counts visits. */
export function isPicture({ tagName, properties }: Element): boolean {
  const { ariaRoleDescription, width, height } = properties;
  const isPixel = String(width) === "1" && String(height) === "1";
  return PICTURES.has(tagName) && String(ariaRoleDescription) !== "checkbox" && !isPixel;
}
