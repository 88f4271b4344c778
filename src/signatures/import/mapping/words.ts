import { plainHeading, shortHeading } from "./plain-heading.ts";

const YES = words(
  "yes y true 1 x on oui o vrai si sim ja wahr evet tak так да نعم بله 是 checked agree agreed",
);
const NO = words("no n false 0 off non faux nao nein hayir nie ні нет لا خیر 否 unchecked");

const KINDS = {
  organisation: phrases(
    "organisation|organization|organisations|organizations|organisational|organizational|org|orgs|ngo|ong|institution|company|group|association|charity|on behalf of an organisation|on behalf of an organization|an organisation|an organization|as an organisation|as an organization|organisme|organizacion|entidad|asociacion|empresa|organizacao|associacao|instituicao|verein|verband|einrichtung|im namen einer organisation|fur eine organisation|kurum|kurulus|orgut|dernek|organizacja|instytucja|stowarzyszenie|fundacja|організація|установа|организация|учреждение|منظمة|مؤسسة|جمعية|سازمان|نهاد|组织|机构|团体|单位|organisation e|au nom d une organisation|en nombre de una organizacion",
  ),
  individual: phrases(
    "individual|individuals|ind|indiv|person|people|private person|private individual|natural person|personal|myself|as an individual|an individual|in a personal capacity|academic|citizen|particulier|individu|individuel|personne|personne physique|a titre individuel|individuo|particular|persona|individual e|pessoa|pessoa fisica|persona fisica|a titulo personal|einzelperson|privatperson|privat|person e|als einzelperson|birey|bireysel|kisi|sahis|osoba|osoba prywatna|osoba fizyczna|indywidualnie|особа|фізична особа|приватна особа|людина|частное лицо|физическое лицо|человек|лицо|فرد|شخص|شخصي|حقیقی|فردی|个人|个体|自然人",
  ),
} as const;

/**
 * A signatory's kind in any of our languages and spellings, or in an answer that has a word for one
 * kind alone, such as “On behalf of my organisation”; null if it is none.
 */
export function kindOf(text: string): "organisation" | "individual" | null {
  return kindIn([plainHeading(text)]) ?? kindIn([shortHeading(text)]) ?? kindIn(wordsOf(text));
}

/** Whether a text is a word for a kind, and nothing more. */
export function isKindItself(text: string): boolean {
  return kindIn([plainHeading(text)]) !== null;
}

function kindIn(parts: readonly string[]): "organisation" | "individual" | null {
  const isOrganisation = parts.some((part) => KINDS.organisation.has(part));
  if (isOrganisation === parts.some((part) => KINDS.individual.has(part))) return null;
  return isOrganisation ? "organisation" : "individual";
}

function wordsOf(text: string): string[] {
  return plainHeading(text).split(" ");
}

const STATES = {
  published: phrases(
    "published|publish|public|approved|accepted|confirmed|listed|live|publie|publiee|publicado|publicada|veroffentlicht|freigegeben|yayinlandi|yayinda|opublikowany|opublikowane|опубліковано|опубликовано|منشور|منتشر شده|已发布|已公布",
  ),
  pending: phrases(
    "pending|waiting|queue|queued|in queue|to review|unreviewed|en attente|pendiente|pendente|ausstehend|wartend|beklemede|bekliyor|oczekujacy|oczekuje|очікує|ожидает|قيد الانتظار|در انتظار|待审核|待定",
  ),
} as const;

/** What is to become of a row, published or pending; null if it is neither. */
export function stateOf(text: string): "published" | "pending" | null {
  const plain = plainHeading(text);
  if (STATES.published.has(plain)) return "published";
  return STATES.pending.has(plain) ? "pending" : null;
}

const VISIBILITIES = {
  full: phrases(
    "full|public|named|visible|with name|with my name|show|shown|publique|publico|publica|offentlich|mit namen|gorunur|acik|jawny|publiczny|відкрито|публічно|открыто|публично|علني|عمومی|公开",
  ),
  anonymous: phrases(
    "anonymous|anonymously|anon|hidden|private|without name|name withheld|do not publish|not public|nicht offentlich|non public|no publico|nao publico|anonyme|anonimo|anonima|anonym|ohne namen|anonim|gizli|anonimowo|anonimowy|анонімно|анонимно|مجهول|ناشناس|匿名",
  ),
} as const;

/**
 * Whether somebody is named in public. A yes or no answers what its heading asks, such as
 * “Anonymous?” or “Publish my name?”; null if it is neither.
 */
export function visibilityOf(text: string, heading: string): "full" | "anonymous" | null {
  const plain = plainHeading(text);
  if (VISIBILITIES.full.has(plain)) return "full";
  if (VISIBILITIES.anonymous.has(plain)) return "anonymous";
  const asked = ` ${plainHeading(heading)} `;
  const asksToHide = HIDING.some((word) => asked.includes(word));
  const [first = ""] = wordsOf(text);
  // “Yes, you may publish my name”; “on behalf of …” is no yes.
  const answer = first.length > 2 || SHORT_ANSWERS.has(first) ? first : plain;
  if (YES.has(answer)) return asksToHide ? "anonymous" : "full";
  if (NO.has(answer)) return asksToHide ? "full" : "anonymous";
  return HIDING.some((word) => ` ${plain} `.includes(word)) ? "anonymous" : null;
}

const SHORT_ANSWERS = words("no si ja да ні لا");

const HIDING = phraseList(
  "anonym|anonim|анон|مجهول|ناشناس|匿名|hide|withhold|not publish|not show|not display|don t publish|nicht veroffentlich|ne pas publier|ne pas afficher|no publicar|nao publicar|nie publik|не публик",
);

/** Beginnings of words that a question about a public name has. */
const PUBLISHING = phraseList(
  "publi|display|show|list|appear|visible|veroffentlich|offentlich|anzeig|sichtbar|affich|visib|mostr|exibi|yayinla|goster|pokaz|опублик|опублік|оприлюдн|opublik|публич|публик|показ|видим|показув|نشر|اظهار|منتشر|نمایش|公开|公布|显示",
);

/** Whether a heading asks how somebody is to be named in public. */
export function asksAboutPublishing(heading: string): boolean {
  const asked = plainHeading(heading);
  return [...HIDING, ...PUBLISHING].some((word) =>
    /\p{Script=Han}/u.test(word) ? asked.includes(word) : ` ${asked}`.includes(` ${word}`),
  );
}

function phraseList(text: string): string[] {
  return text.split("|").map(plainHeading);
}

/** Whether a name is but a word for having none, such as “Anonymous”. */
export function meansAnonymous(name: string): boolean {
  return VISIBILITIES.anonymous.has(plainHeading(name));
}

/** Whether a cell says that there is nothing to say, as “n/a” or a dash does. */
export function isNothing(text: string): boolean {
  return /^(?:[-\u2013\u2014_./]+|n\/?a\.?|none|null)$/i.test(text.trim());
}

/** Whether a cell answers a question with yes or no. */
export function isYesOrNo(text: string): boolean {
  const plain = plainHeading(text);
  return YES.has(plain) || NO.has(plain);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" ").map(plainHeading));
}

function phrases(text: string): ReadonlySet<string> {
  return new Set(phraseList(text));
}
