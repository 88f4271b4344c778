import { isParticle } from "../../../shared/names/particles.ts";
import { areSuffixes, isListedSuffix, isTitle } from "../../../shared/names/set-aside.ts";
import { plainHeading } from "../mapping/plain-heading.ts";

/** Beginnings of words that institutions bear in their names, folded, in our languages. */
const INSTITUTION = beginningWith(`
  universi|uniwersytet|université|college|school|academ|akadem|faculty|facult|facultad|fakult|
  department|departement|departament|institut|instytut|centre|center|centro|zentrum|centrum|
  merkez|foundation|fundaci|fundac|fondation|stiftung|vakf|vakif|trust|society|societ|
  sociedad|sociedade|gesellschaft|dernek|dernegi|association|asociaci|associac|verein|verband|
  coalition|coalic|koalition|koalicja|network|red de|rede de|reseau|netzwerk|alliance|alianza|
  alianca|federation|federaci|federac|confederation|union of|trade union|council|consejo|
  conseil|conselho|commission|committee|comite|komitee|komitet|project|projekt|programme|
  program|organisation|organization|organizaci|organizac|movement|movimiento|mouvement|
  initiative|iniciativa|campaign|group|hospital|clinic|clinique|klinik|laborator|museum|musee|
  museo|library|bibliothe|church|kirche|eglise|iglesia|diocese|ministry|ministere|ministerio|
  ministerium|parliament|municipality|city of|gmbh|ltd |inc |llc|e v |cnrs|ngo |ong |
  friends of|freunde|amis d|amigos de|research unit|forum|press |magazine|studies at|rada |
  towarzystw|stowarzysz|fundacj|институт|университет|центр|фонд|общество|ассоциация|академия|
  комитет|союз|інститут|університет|товариство|спілка|асоціація|جامعة|معهد|مركز|مؤسسة|جمعية|
  منظمة|دانشگاه|موسسه|سازمان|انجمن|مرکز`);
const INSTITUTION_IN_HAN = holding("大学|学院|研究所|中心|基金会|协会|学会|组织|联盟");

/** Words of titles and positions, folded. */
const TITLE = beginningWith(`
  professor|professeur|prof |director|directrice|directeur|direktor|dyrektor|president|presidente|
  presidenta|prasident|prezes|chair |chairman|chairwoman|chairperson|founder|fundador|
  fundadora|fondateur|fondatrice|grunder|lecturer|reader|researcher|investigador|pesquisador|
  chercheur|chercheuse|wissenschaftl|forscher|fellow|scholar|scientist|historian|historiker|
  historien|economist|lawyer|attorney|advocate|abogado|abogada|advogad|avocat|rechtsanwalt|
  judge|minister|senator|deputy|diputado|depute|abgeordnet|mp |mep |mayor|maire|alcalde|
  burgermeister|ambassador|botschafter|embajador|writer|author|autor|autora|auteur|ecrivain|
  schriftsteller|escritor|poet|poete|journalist|journaliste|periodista|jornalista|editor|
  artist|kunstler|artista|actor|actress|musician|filmmaker|student|doctoral|postdoc|teacher|
  lehrer|enseignant|profesor|profesora|docente|nurse|physician|doctor|arzt|medecin|medico|
  engineer|ingenieur|ingeniero|manager|coordinator|coordinador|coordinateur|coordinatrice|
  koordinator|secretary|secretario|secretaria|secretaire|generalsekretar|spokesperson|
  spokeswoman|spokesman|sprecher|officer|head of|dean |decano|doyen|dekan|provost|rector|
  rektor|chancellor|treasurer|bishop|bischof|rabbi|imam|pastor|pfarrer|reverend|activist|
  aktivist|activista|analyst|consultant|adviser|advisor|board member|member of|laureate|
  geschaftsfuhr|leiter|vorsitzend|ceo |cto |cfo |phd candidate|candidate|ogretim|muduru|
  baskan|yazar|gazeteci|avukat|profesorka|wykladow|redaktor|pisarz|профессор|директор|
  президент|доцент|писатель|журналист|председатель|руководитель|професор|письменник|журналіст|
  голова|أستاذ|مدير|رئيس|كاتب|باحث|استاد|مدیر|رئیس|نویسنده|پژوهشگر`);
const TITLE_IN_HAN = holding("教授|主任|院长|会长|研究员|主席|作家|记者|律师");

const SMALL_WORDS = new Set(
  "for of against without and with to on in the fur gegen ohne und pour contre sans et para contra sin por sem dla przeciw za icin ile".split(
    " ",
  ),
);

/** “World Without Borders”: no person is called so. */
export function hasSmallWords(text: string): boolean {
  return plainHeading(text)
    .split(" ")
    .some((word) => SMALL_WORDS.has(word));
}

export function namesInstitution(text: string): boolean {
  return INSTITUTION(text) || INSTITUTION_IN_HAN(text);
}

export function namesTitle(text: string): boolean {
  return TITLE(text) || TITLE_IN_HAN(text);
}

/** Degrees and honours that follow a name and belong to it: “PhD”, “MA, FRS”. */
export function isDegree(text: string): boolean {
  return areSuffixes(text, isListedSuffix);
}

const CAPITAL = /^['\u2019(]?(?:\p{Lu}|d['\u2019]|al-)/u;

/** Two to six words that each begin with a capital, or a short name in a script without them. */
export function looksLikePerson(text: string): boolean {
  const plain = text.replace(/\([^)]*\)/g, " ").trim();
  if (/\d/.test(plain) || hasSmallWords(plain) || namesInstitution(plain)) return false;
  const words = plain.split(/\s+/);
  if (!/\p{Lu}/u.test(plain)) return !/\p{Ll}/u.test(plain) && words.length <= 4;
  const names = words.filter((word) => !isParticle(word));
  return words.length >= 2 && names.length <= 6 && names.every((word) => CAPITAL.test(word));
}

/** “Sir Ed Fo”, “Ed Fo KBE”, “E. Fo”: what nobody but a person has. */
export function isAddressed(text: string): boolean {
  const words = text.split(/\s+/);
  const [first = ""] = words;
  const isBehind = isListedSuffix(words.at(-1) ?? "", words.length - 1);
  return isTitle(first, false) || isBehind || words.some((word) => /^\p{Lu}\.$/u.test(word));
}

/** Each word with a capital if no word has one: “ann lee”. */
export function capitalised(text: string): string {
  if (/\p{Lu}/u.test(text)) return text;
  return text.replace(/(?<![\p{L}\p{M}'\u2019])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

const SECTIONS = {
  organisation: wordsOf(`
    organisations organizations organisation organization organisational organizational ngos ngo
    groups networks institutions institutional charities unions associations societies
    organisationen verbande verband vereine initiativen einrichtungen institutionen organismes
    collectifs syndicats ong ongs organizaciones entidades asociaciones colectivos instituciones
    organizacoes associacoes instituicoes coletivos kuruluslar kurumlar orgutler dernekler
    sendikalar organizacje instytucje stowarzyszenia fundacje организации объединения организаций
    організації об'єднання установи المنظمات المؤسسات الجمعيات منظمات مؤسسات سازمان سازمانها
    سازمان‌ها نهادها 组织 机构 团体 組織 團體`),
  individual: wordsOf(`
    individuals individual persons person people academics scholars experts researchers scientists
    writers artists lawyers practitioners citizens einzelpersonen privatpersonen personen
    wissenschaftlerinnen personnes individus individuels particuliers chercheurs personas individuos
    particulares academicos individuales pessoas individuais kisiler bireyler akademisyenler osoby
    indywidualne prywatne лица физические граждане люди ученые особи громадяни фізичні الأفراد
    أفراد الافراد الأشخاص أشخاص افراد اشخاص 个人 學者 学者 個人`),
};

const FILLERS = wordsOf(`
  yours sincerely faithfully truly respectfully regards kind signed signatories signatory signatures
  signature by the and or our first initial list of in alphabetical order undersigned supporting
  endorsing endorsed supporters endorsers other all private civil society member leading signataires
  signataire les des la et individuelle individuelles firmantes firmas los las de y e a titulo
  personal signatarios os as unterzeichnende unterzeichner unterzeichnet unterzeichnerinnen
  erstunterzeichnende erstunterzeichner die von und weitere imzacilar imzalayan ve sygnatariusze
  sygnatariuszki i oraz подписавшие и та підписанти الموقعون الموقعة و امضاکنندگان 签署 签署人 署名`);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(plainHeading(text).split(" "));
}

/**
 * Of a line that is no signatory but a heading such as “Organisations (23):”, the kind of those
 * below it, or null if it says none; undefined if the line is no heading.
 */
export function sectionOf(line: string): "organisation" | "individual" | null | undefined {
  const words = plainHeading(line)
    .split(" ")
    .filter((word) => !/^\p{N}+$/u.test(word));
  if (words.length === 0) return undefined;
  const isOf = (kind: keyof typeof SECTIONS) => words.some((word) => SECTIONS[kind].has(word));
  const isKnown = (word: string) =>
    FILLERS.has(word) || SECTIONS.organisation.has(word) || SECTIONS.individual.has(word);
  const isOpen = /[:\uFF1A]\s*$/.test(line) && words.length <= 8;
  if (!isOpen && !words.every(isKnown)) return undefined;
  if (isOf("organisation") === isOf("individual")) return null;
  return isOf("organisation") ? "organisation" : "individual";
}

/** Whether a text has a word that begins as one of these; with a blank behind, the whole word. */
function beginningWith(words: string): (text: string) => boolean {
  const beginnings = words
    .split("|")
    .map((word) => ` ${plainHeading(word)}${/\S $/.test(word) ? " " : ""}`);
  return (text) => {
    const plain = ` ${plainHeading(text)} `;
    return beginnings.some((beginning) => plain.includes(beginning));
  };
}

/** The same in a script that writes no blanks. */
function holding(words: string): (text: string) => boolean {
  const parts = words.split("|");
  return (text) => parts.some((part) => text.includes(part));
}
