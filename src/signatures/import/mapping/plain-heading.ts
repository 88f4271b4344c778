import { fold } from "../../../shared/text/text.ts";

/** A heading as it is compared: without HTML, marks, numbering, signs and prefixes of tools. */
export function plainHeading(heading: string): string {
  return fold(heading.replace(/<[^>]*>/g, " ").replace(/&(?:nbsp|#160);/g, " "))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim()
    .replace(/^(?:q?\d+|can2 user|can2) (?=\S)/, "");
}

/** A heading without what stands in brackets, or behind a colon or a question mark. */
export function shortHeading(heading: string): string {
  return plainHeading(heading.replace(/[([\uFF08].*$/s, "").replace(/[:?\uFF1A\uFF1F].*$/s, ""));
}

/** Words that ask or are polite, in our languages, and say nothing of what a column holds. */
const FILLERS: ReadonlySet<string> = new Set(
  plainHeading(`what is your my our the a please enter provide write you do
    votre vos mon quel quelle est veuillez indiquer su sus tu tus cual es por favor
    qual o seu sua informe ihr ihre ihrer ihren ihres dein deine deiner wie lautet ist bitte
    lutfen nedir girin twoje twoj twoja twojej twojego pana pani podaj prosze jakie jest
    ваше ваш ваша вашої вашого вкажіть введіть вашей вашего укажите введите какое
    ما هو هي من فضلك ادخل شما چیست خود لطفا`).split(" "),
);

/** A short heading without what asks or is polite: “What is your name?”, “Adınız”, “您的姓名”. */
export function bareHeading(heading: string): string {
  const short = shortHeading(heading);
  const bare = short
    .split(" ")
    .filter((word) => !FILLERS.has(word))
    .map(bareWord)
    .filter((word) => word !== "")
    .join(" ");
  return bare || short;
}

function bareWord(word: string): string {
  return (
    word
      // “email1”
      .replace(/(?<=\p{L})\d+$/u, "")
      // Of Turkish, “your”: “soyadiniz”.
      .replace(/(?<=[a-z]{2})[iu]?n[iu]z[iu]?$/, "")
      // Of Arabic, “the” (ال) and “your” (ك).
      .replace(/^\u0627\u0644(?=\p{L}{3})/u, "")
      .replace(/(?<=\p{L}{3})\u062A\u0643$/u, "ة")
      .replace(/(?<=\p{L}{3})\u0643$/u, "")
      // Of Chinese, “please” and “your” (请输入您的), and “is what” (是什么).
      .replace(
        /^(?:\u8BF7(?:\u8F93\u5165|\u586B\u5199|\u95EE)?)?[\u60A8\u4F60](?:\u7684|\u6240\u5728\u7684?)?|\u662F(?:\u4EC0\u4E48)?$/gu,
        "",
      )
  );
}
