import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listingOf } from "../../../src/shared/names/listing.ts";
import { hasControlCharacters, hasLetter, tidyLine } from "../../../src/shared/text/text.ts";
import { anyText } from "../../support/any-text.ts";
import { GENUINE_NAMES } from "../../support/genuine-names.ts";

const person = (name: string, sortName: string | null = null) =>
  listingOf({ kind: "individual", name, sortName, language: "en" });
const organisation = (name: string, language: string) =>
  listingOf({ kind: "organisation", name, sortName: null, language });

describe("a person stands under the family name", () => {
  it.each([
    ["Ada Lovelace", "lovelace ada"],
    ["Müller, Anna", "muller anna"],
    ["Anna Müller", "muller anna"],
    ["Dr. Anna Müller", "muller anna"],
    ["Prof. Dr. med. Anna Müller (h.c.)", "muller anna"],
    ["Dr.med. Anna Müller", "muller anna"],
    ["Dr. h. c. Anna Müller", "muller anna"],
    ["Dr. rer. nat. habil. Anna Müller", "muller anna"],
    ["Anna Müller PhD", "muller anna"],
    ["Anna Müller, Ph. D.", "muller anna"],
    ["Anna Müller, PhD, FRS", "muller anna"],
    ["Anna Müller MBE MD", "muller anna"],
    ["Mary Smith Jr.", "smith mary"],
    ["Martin Luther King, Jr.", "king martin luther"],
    ["King, Martin Luther, Jr.", "king martin luther"],
    ["John Smith III", "smith john"],
    ["Hans Weber a. D.", "weber hans"],
    ["Erika Mustermann, M.A., M.Sc.", "mustermann erika"],
    ["DUPOND Étienne", "dupond etienne"],
    ["Étienne DUPOND", "dupond etienne"],
    ["GARCÍA MÁRQUEZ Gabriel", "garcia marquez gabriel"],
    ["Tom McDONALD", "mcdonald tom"],
    ["LI Wei", "li wei"],
    ["Muammar al-Qadir", "qadir muammar al"],
    ["Nour El\u2011Din", "din nour el"],
    ["Jeanne d'Arc", "arc jeanne d"],
    ["Jeanne d’Arc", "arc jeanne d"],
    ["João da Silva Filho", "silva filho joao da"],
    ["da Silva Filho, João", "silva filho joao da"],
    ["Ludwig van Beethoven", "beethoven ludwig van"],
    ["von Joeden-Forgey, Elisa", "joeden forgey elisa von"],
    ["Elisa von Joeden-Forgey", "joeden forgey elisa von"],
    ["José Ortega y Gasset", "ortega y gasset jose"],
    ["Pat O’Brien", "obrien pat"],
    ["Ivanov A. B.", "ivanov a b"],
    ["Anna Müller, Direktorin", "muller anna direktorin"],
    ["Anna Müller, Berlin", "muller anna berlin"],
    ["Anna Müller, she/her", "muller anna she her"],
    ["Müller, head of department", "muller head of department"],
    ["Van den Berg, Jan", "berg jan van den"],
    ["Graf von Hohenberg, Anna", "hohenberg anna graf von"],
    ["GARCÍA MÁRQUEZ, Gabriel", "garcia marquez gabriel"],
    ["Marine Le Pen", "le pen marine"],
    ["Le Pen, Marine", "le pen marine"],
    ["LE PEN Marine", "le pen marine"],
    ["Robert De Niro", "de niro robert"],
    ["Jan VAN DER BERG", "berg jan van der"],
    ["Fatima Al Mansouri", "mansouri fatima al"],
    ["Jean de La Fontaine", "la fontaine jean de"],
    ["Sophie in 't Veld", "veld sophie in t"],
    ["Cian Ó Briain", "o briain cian"],
    ["Mary St. John", "st john mary"],
    ["Gamal Abdel Nasser", "abdel nasser gamal"],
    ["Peter Smith CEng FIMechE", "smith peter"],
    ["Peter Smith JP DL", "smith peter"],
    ["Peter Smith MBBS FRCGP", "smith peter"],
    ["Peter Smith CStJ", "smith peter"],
    ["Jan Novák, CSc.", "novak jan"],
    ["John Smith 3rd", "smith john"],
    ["Anna Müller Bakk. phil.", "muller anna"],
    ["Eva Klein geb. Schmidt", "klein eva"],
    ["Eva Klein (née Schmidt)", "klein eva"],
    ["Nguyễn Thị Minh Khai", "nguyen thi minh khai"],
    ["Minh Khai Nguyễn", "nguyen minh khai"],
    ["Иванов Иван Иванович", "иванов иван иванович"],
    ["Иван Иванович Иванов", "иванов иван иванович"],
    ["Ivanov Ivan Ivanovich", "ivanov ivan ivanovich"],
    ["山田 太郎", "山田 太郎"],
    ["الشريف، عمر", "الشريف عمر"],
    ["Univ.-Prof. Dr. Anna Müller", "muller anna"],
    ["Rt Hon Mary Smith MP", "smith mary"],
    ["Anna Müller | Greenpeace", "muller anna greenpeace"],
    ["Anna Müller – Greenpeace, Berlin", "muller anna greenpeace berlin"],
    ["Anna Müller / Berlin", "muller anna berlin"],
    ["Müller, Anna | Greenpeace", "muller anna greenpeace"],
    ["Anne Mc Carthy", "mc carthy anne"],
    ["Patrick O’ Connor", "o connor patrick"],
    ["Joaquim Barbosa Júnior", "barbosa junior joaquim"],
    ["Mary Smith Senior", "smith mary"],
    ["Neymar Junior", "neymar"],
    ["Anna Müller Phd", "muller anna"],
    ["John Smith KC", "smith john"],
    ["Tran Van Duc", "tran van duc"],
    ["Kim Dae-jung", "kim dae jung"],
    ["Wong Kar-wai", "wong kar wai"],
    ["Dae-jung Kim", "kim dae jung"],
    ["Dr.in Eva Huber", "huber eva"],
    ["Dott.ssa Maria Rossi", "rossi maria"],
    ["prof. dr hab. Jan Kowalski", "kowalski jan"],
    ["mgr inż. Jan Kowalski", "kowalski jan"],
    ["Priv.-Doz. Dr. Hans Meier", "meier hans"],
    ["Assoc. Prof. Dr. Mehmet Öz", "oz mehmet"],
    ["Professor Emerita Mary Smith", "smith mary"],
    ["The Rev. John Smith", "smith john"],
    ["Baroness Smith", "smith"],
    ["The Rt. Hon. Lord Smith of Finsbury", "smith"],
    ["Mary Smith FRACP", "smith mary"],
    ["Sir John Smith Bt", "smith john"],
    ["dela Cruz, Juan", "cruz juan dela"],
    ["Siti Nurhaliza binti Tarudin", "tarudin siti nurhaliza binti"],
    ["Hassan Abd al-Rahman", "abd al rahman hassan"],
    ["נעמי בן דוד", "בן דוד נעמי"],
    ["نصر حامد أبو زيد", "ابو زيد نصر حامد"],
    ["William Hale “Bill”", "hale william"],
    ["William Hale 'Bill'", "hale william"],
    ["Hans Weber „Hansi“", "weber hans"],
    ["Jean Petit «Jeannot»", "petit jean"],
    ["Zoë Wicker she/her", "wicker zoe"],
    ["Anna Müller*", "muller anna"],
    ["Hans Weber d. Ä.", "weber hans"],
    ["Hans Weber der Jüngere", "weber hans"],
    ["John Smith the Third", "smith john"],
    ["Anna Nowak z domu Kowalska", "nowak anna"],
    ["Ann Lee aka Lola", "lee ann"],
    ["Eva Klein verw. Schmidt", "klein eva"],
    ["HRH The Duke of Kent", "kent"],
    ["Bishop of Leeds", "leeds"],
    ["Baroness Ann Hill of Leeds", "hill ann"],
    ["Father Paul Hill SJ", "hill father paul"],
    ["Mark Hill, O.P.", "hill mark"],
    ["Anna Müller Dipl.-Ing. (FH)", "muller anna"],
    ["RA Peter Meier", "meier peter"],
    ["Jane Hill LCSW-R", "hill jane"],
    ["Jan Van den Bosch", "van den bosch jan"],
    ["Arie van de Ven-de Jong", "ven de jong arie van de"],
    ["Eva Müller-von der Heide", "muller von der heide eva"],
    ["Eva von Turm und Tal", "turm und tal eva von"],
    ["Ali ibn Abi Talib", "abi talib ali ibn"],
    ["Daw Khin Myo Chit", "khin myo chit"],
  ])("%s", (name, key) => {
    expect(person(name).key).toBe(key);
  });

  it.each([
    ["Jack Ma", "ma jack"],
    ["Amartya Sen", "sen amartya"],
    ["Md Rahman", "rahman md"],
    ["JK Rowling", "rowling jk"],
    ["J. R. R. Tolkien", "tolkien j r r"],
    ["Beverly D'Angelo", "dangelo beverly"],
    ["Maria V.", "v maria"],
    ["JEAN DUPONT", "dupont jean"],
    ["Prince (the artist)", "prince"],
    ["(they/them)", "they them"],
    ["Madonna", "madonna"],
    ["O", "o"],
    ["Dr. X", "x"],
    ["Al Gore", "gore al"],
    ["Van Morrison", "morrison van"],
    ["La Toya Jackson", "jackson la toya"],
    ["Steffi Graf", "graf steffi"],
    ["Mary Nee", "nee mary"],
    ["Anna Maria LI", "li anna maria"],
    ["Anna NG", "ng anna"],
    ["Leonardo DiCaprio", "dicaprio leonardo"],
    ["Svetlana Alexievich", "alexievich svetlana"],
    ["50 Cent", "cent 50"],
    ["Olive Senior", "senior olive"],
    ["Joseph Mba", "mba joseph"],
    ["Joseph Ngozi Mba", "mba joseph ngozi"],
    ["Anna Meng", "meng anna"],
    ["Sita KC", "kc sita"],
    ["Carles Jordi Riba", "riba carles jordi"],
    ["Jean - Luc Godard", "godard jean luc"],
    ["John Paul Markovich", "markovich john paul"],
    ["“Bill”", "bill"],
    ["RA Peter", "ra peter"],
    ["U Thant", "thant u"],
    ["Anna und Peter Weber", "weber anna und peter"],
    ["Dennis O'Hara o'Hara", "ohara dennis ohara"],
  ])("and what only looks like a title or a degree is none: %s", (name, key) => {
    expect(person(name).key).toBe(key);
  });

  it.each([
    ["Nagy Imre", "hu", "Nagy"],
    ["Dr. Nagy Imre", "hu", "Nagy"],
    ["NAGY Imre", "hu", "NAGY"],
    ["Khai Minh", "vi", "Khai"],
    ["García Márquez, Gabriel", "es", "García Márquez"],
    ["García Márquez, Gabriel", "en", "Márquez"],
    ["María García, directora", "es", "García"],
    ["Gabriel García Márquez", "es", "García Márquez"],
    ["María José Pérez López", "es", "Pérez López"],
    ["Elena Rodríguez Bauer", "ca", "Rodríguez Bauer"],
    ["María José Bauer", "es", "Bauer"],
    ["Martin Luther King", "es", "King"],
    ["Ana Maria da Silva Santos", "pt", "Santos"],
    ["Ma Thida", "my", "Thida"],
  ])("and the language of the letter counts: %s, %s", (name, language, under) => {
    expect(listingOf({ kind: "individual", name, sortName: null, language }).under).toBe(under);
  });

  it.each([
    ["Ada Lovelace", "Lovelace", "last-word"],
    ["Müller, Anna", "Müller", "comma"],
    ["Anna MÜLLER", "MÜLLER", "capitals"],
    ["山田 太郎", "山田", "family-first"],
    ["Jan van der Berg", "Berg", "particle"],
    ["Jeanne d’Arc", "Arc", "particle"],
    ["Jean de La Fontaine", "La Fontaine", "particle"],
    ["Marine Le Pen", "Le Pen", "last-word"],
    ["Dr. Madonna", "Madonna", "whole"],
  ])("and it is said why: %s", (name, under, because) => {
    expect(person(name)).toMatchObject({ under, because });
  });

  it.each([
    ["Jón Ásgeir Jónsson", "is", "Jón"],
    ["Haile Gebrselassie", "am", "Haile"],
    ["Dr. Aung San Suu Kyi", "my", "Aung"],
    ["Jón Ásgeir Jónsson", "en", "Jónsson"],
  ])("or under the first name where there is none: %s in %s", (name, language, under) => {
    expect(listingOf({ kind: "individual", name, sortName: null, language }).under).toBe(under);
  });

  it("unless a sort name says otherwise, which always wins", () => {
    expect(person("Étienne DUPOND", "Étienne")).toEqual({
      under: "Étienne",
      because: "sort-name",
      key: "etienne",
    });
    expect(person("Ada Lovelace", "…").key).toBe("lovelace ada");
  });
});

describe("an organisation stands under its name without an article of the letter's language", () => {
  it.each([
    ["The Rivers Trust", "en", "rivers trust"],
    ["Die Brücke", "de", "brucke"],
    ["“Die Brücke” e.V.", "de-AT", "brucke e v"],
    ["Das Netz", "de", "netz"],
    ["Le Monde", "fr", "monde"],
    ["L’Union", "fr", "union"],
    ["L'Osservatorio", "it", "osservatorio"],
    ["Het Parool", "nl", "parool"],
    ["'t Hof", "nl", "hof"],
    ["El Faro", "es", "faro"],
    ["A Rocha", "pt", "rocha"],
    ["« Les Amis »", "fr", "amis"],
    ["L‘Association", "fr", "association"],
    ["L´Association", "fr", "association"],
    ["‘t Groene Woud", "nl", "groene woud"],
    ["Gl'Italiani", "it", "italiani"],
    ["Det Norske", "nn", "norske"],
    ["Yr Urdd", "cy", "urdd"],
    ["Az Ember", "hu", "ember"],
    ["El Ríu", "ast", "riu"],
    ["Ar Mor", "br", "mor"],
    ["Il-Fenek", "mt", "fenek"],
    ["It-Tarzna", "mt", "tarzna"],
    ["De Stroom", "nds", "stroom"],
    ["النهر", "ar", "نهر"],
  ])("%s in %s", (name, language, key) => {
    expect(organisation(name, language).key).toBe(key);
  });

  it.each([
    ["Die Brücke", "en", "die brucke"],
    ["La Leche League", "en", "la leche league"],
    ["A Rocha", "en", "a rocha"],
    ["Thé vert", "en", "the vert"],
    ["The", "en", "the"],
    ["The The", "en", "the"],
    ["Los Angeles Water", "de", "los angeles water"],
    ["Theater", "en", "theater"],
    ["Lebanon Rivers", "fr", "lebanon rivers"],
    ["The Trust", "xx", "the trust"],
    ["Lina", "mt", "lina"],
    ["Iltis", "mt", "iltis"],
    ["نهر النيل", "ar", "نهر النيل"],
  ])("and what is none there stays: %s in %s", (name, language, key) => {
    expect(organisation(name, language).key).toBe(key);
  });
});

it.each([
  ['"The Rivers" Trust', "Rivers Trust"],
  ["‘The Rivers’ Trust", "Rivers Trust"],
  ["(The) Rivers", "Rivers"],
  ["[The Rivers]", "Rivers"],
  ["The Rivers’ Trust", "Rivers’ Trust"],
  ["‚The Rivers‘", "Rivers"],
  ["‹The Rivers›", "Rivers"],
  ["„The Rivers”", "Rivers"],
  ["”The Rivers” Trust", "Rivers Trust"],
  ["'s-Gravenhage Trust", "'s-Gravenhage Trust"],
])("no half of two quotes or brackets is left: %s", (name, under) => {
  expect(listingOf({ kind: "organisation", name, sortName: null, language: "en" }).under).toBe(
    under,
  );
});

it("no name with a letter has an empty key, and each stands under words of its own", () => {
  const claim = (name: string) => {
    if (!hasLetter(name) || hasControlCharacters(name)) return;
    for (const listing of [person(name), organisation(name, "fr")]) {
      expect(listing.key, name).not.toBe("");
      expect(name.split(/\s+/).join(" ")).toContain(listing.under.split(" ").at(-1));
    }
  };
  [...GENUINE_NAMES, "\u02BB\u02BB"].forEach(claim);
  const line = anyText.map(tidyLine);
  fc.assert(fc.property(line, claim), { numRuns: 1_000 });
});
