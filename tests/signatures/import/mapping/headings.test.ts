import { describe, expect, it } from "vitest";
import { mapColumns } from "../../../../src/signatures/import/mapping/columns.ts";
import type { ImportField } from "../../../../src/signatures/import/mapping/fields.ts";

/** What a column of each field is called, beside the columns that are named first. */
const CALLED: [field: ImportField, beside: string[], headings: string][] = [
  [
    "name",
    [],
    `What is your name?|Your full name:|Please enter your name|Name *|Name (required)|Name(s)|
    Full Name (as it should appear)|First & Last Name|First name and last name|Name and surname|
    Quel est votre nom ?|Votre nom et prénom|Prénom / Nom|Comment vous appelez-vous ?|
    ¿Cuál es tu nombre?|¿Cómo te llamas?|Nombre(s) y apellido(s)|Qual é o seu nome?|O seu nome|
    Wie heißen Sie?|Wie ist Ihr Name?|Vor- und Zuname|Vorname, Name|Vorname Nachname|
    Adınız Soyadınız|Adınız ve soyadınız|İsminiz|Adı Soyadı|
    Podaj imię i nazwisko|Pana/Pani imię i nazwisko|Imię, nazwisko|
    Ваше ім’я та прізвище|Як вас звати?|Прізвище, ім'я|Ваше имя|Как вас зовут?|Имя, фамилия|
    Ф.И.О.|Фамилия, имя, отчество|اسمك|ما هو اسمك؟|الاسم الثلاثي|نام شما چیست؟|نام کامل|
    您的姓名|你的名字|请输入您的姓名|您的姓名是？|你叫什么名字？`,
  ],
  [
    "first_name",
    ["last_name"],
    `First Name*|First name(s)|What is your first name?|Name (First)|Votre prénom|Nombres|
    Primeiro nome|Vorname(n)|Ihr Vorname|Ad|Adınız|Twoje imię|Ім'я|Ваше имя|الاسم الأول|اسم اول|
    نام شما|名`,
  ],
  [
    "last_name",
    ["first_name"],
    `What is your last name?|Surname(s)|Name (Last)|Votre nom|Nom de famille|Tus apellidos|
    Apellido(s)|Sobrenome|Ihr Nachname|Soyadınız|Soyisim|Twoje nazwisko|Ваше прізвище|
    Ваша фамилия|اسم عائلتك|الاسم الأخير|نام خانوادگی شما|姓`,
  ],
  [
    "title",
    ["name"],
    `What is your job title?|Position/title|Role in organisation|Professional title or role|
    Votre fonction|Puesto o cargo|Seu cargo|Ihre Funktion|Unvanınız|Mesleğiniz|Göreviniz|
    Twoje stanowisko|Tytuł/stanowisko|Ваша посада|Ваша должность|منصبك|المهنة|سمت شما|您的职位|
    职务/职称`,
  ],
  [
    "affiliation",
    ["name"],
    `What organization do you represent?|Which organisation do you work for?|Current Employer|
    Affiliation(s)|Name of your organisation|Nom de votre organisation|Tu organización|
    Nombre de tu organización|Nome da sua organização|Name Ihrer Organisation|Kurumunuz|
    Kuruluşunuz|Bağlı olduğunuz kurum|Nazwa Twojej organizacji|Nazwa instytucji|
    Назва вашої організації|Название вашей организации|منظمتك|اسم منظمتك|نام سازمان شما|您的单位`,
  ],
  [
    "country",
    ["name"],
    `Which country do you live in?|Country/Region|Home Country|country_code|
    In welchem Land leben Sie?|Dans quel pays vivez-vous ?|¿En qué país vives?|Ülkeniz|
    Hangi ülkede yaşıyorsunuz?|Twój kraj|W jakim kraju mieszkasz?|Країна проживання|Ваша страна|
    В какой стране вы живёте?|بلدك|بلد الإقامة|کشور محل سکونت|您的国家|国家/地区|您所在国家`,
  ],
  [
    "email",
    ["name"],
    `What is your email address?|E-mail (not published)|Email Address2|email1|Primary Email|
    Votre courriel|Tu correo electrónico|Seu e-mail|Ihre E-Mail-Adresse|E-posta adresiniz|
    E-postanız|Twój adres e-mail|Ваша електронна пошта|Ваш адрес электронной почты|
    بريدك الإلكتروني|ایمیل شما|您的邮箱|您的电子邮件地址`,
  ],
];

const CELLS: Readonly<Partial<Record<ImportField, string>>> = {
  kind: "Individual",
  name: "Ada Orr",
  first_name: "Ada",
  last_name: "Orr",
  sort_name: "Orr, Ada",
  title: "Professor",
  affiliation: "Lakes",
  country: "Germany",
  email: "a@x.org",
  signed_at: "2026-09-04 10:00:00",
  visibility: "yes",
};

/** Exports of tools: each heading with what it holds, or with a cell that nothing claims. */
const TOOLS: Record<string, [heading: string, holds: string][]> = {
  "Microsoft Forms, of people who did not log in": [
    ["ID", "17"],
    ["Start time", "9/4/26 10:00:00"],
    ["Completion time", "signed_at"],
    ["Email", "anonymous"],
    ["Name", ""],
    ["What is your full name?", "name"],
    ["What is your e-mail address?", "email"],
    ["May we publish your name?", "visibility"],
    ["Which country do you live in?", "country"],
  ],
  Eventbrite: [
    ["Order #", "17"],
    ["Order Date", "signed_at"],
    ["First Name", "first_name"],
    ["Last Name", "last_name"],
    ["Email", "email"],
    ["Ticket Type", "Free"],
    ["Home Country", "country"],
    ["Job Title", "title"],
    ["Company", "affiliation"],
    ["Attendee Status", "Attending"],
  ],
  CiviCRM: [
    ["Contact ID", "17"],
    ["Contact Type", "kind"],
    ["Contact Subtype", ""],
    ["Sort Name", "sort_name"],
    ["Display Name", "name"],
    ["First Name", "first_name"],
    ["Last Name", "last_name"],
    ["Job Title", "title"],
    ["Current Employer", "affiliation"],
    ["Country", "country"],
    ["Email", "email"],
  ],
  "Gravity Forms": [
    ["Name (First)", "first_name"],
    ["Name (Last)", "last_name"],
    ["Email", "email"],
    ["Entry Date", "signed_at"],
  ],
  "SurveyMonkey, of columns that nobody filled in": [
    ["Respondent ID", "17"],
    ["Start Date", ""],
    ["End Date", "signed_at"],
    ["IP Address", "192.0.2.1"],
    ["Please enter your full name", "name"],
  ],
  "Google Forms in Turkish": [
    ["Zaman damgası", "signed_at"],
    ["Adınız", "first_name"],
    ["Soyadınız", "last_name"],
    ["Kurumunuz", "affiliation"],
    ["Adınızın yayınlanmasını onaylıyor musunuz?", "visibility"],
  ],
  "Google Forms in Polish": [
    ["Sygnatura czasowa", "signed_at"],
    ["Imię", "first_name"],
    ["Nazwisko", "last_name"],
    ["Czy możemy opublikować Twoje imię i nazwisko?", "visibility"],
  ],
  "Google Forms in Ukrainian": [
    ["Позначка часу", "signed_at"],
    ["Ваше ім'я та прізвище", "name"],
    ["Чи можемо ми опублікувати ваше ім'я?", "visibility"],
  ],
  "Google Forms in Chinese": [
    ["时间戳记", "signed_at"],
    ["您的姓名", "name"],
    ["您的单位", "affiliation"],
    ["是否同意公开姓名？", "visibility"],
  ],
};

function fieldsOf(headings: string[], cells: string[]): string[] {
  const result = mapColumns(headings, [cells, cells], {});
  const { columns } = result.ok ? result.mapping : result;
  return columns.map(({ field }) => field ?? "-");
}

describe("a heading", () => {
  const cases = CALLED.flatMap(([field, beside, headings]) =>
    headings.split("|").map((heading) => [field, heading.trim(), beside] as const),
  );
  it.each(cases)("of %s is known: %s", (field, heading, beside) => {
    const cells = [...beside, field].map((one) => CELLS[one === "name" ? "name" : field] ?? "");
    expect(fieldsOf([...beside, heading], cells)).toEqual([...beside, field]);
  });

  it.each(Object.entries(TOOLS))("is known as of %s", (_, columns) => {
    const fields = columns.map(([, holds]) => (Object.hasOwn(CELLS, holds) ? holds : "-"));
    const cells = columns.map(([, holds]) => Object.entries(CELLS).find(([one]) => one === holds));
    const filled = columns.map(([, holds], at) => cells[at]?.[1] ?? holds);
    expect(
      fieldsOf(
        columns.map(([heading]) => heading),
        filled,
      ),
    ).toEqual(fields);
  });

  it("that nobody answered leaves its place to one that somebody did", () => {
    const headings = ["First Name", "Email Address", "Full name of signatory", "Your email"];
    const fields = fieldsOf(headings, ["", "n/a", "Ada Orr", "a@x.org"]);
    expect(fields).toEqual(["first_name", "-", "name", "email"]);
  });

  it("with the word for a field is none if its cells answer something else", () => {
    const headings = [
      "Name",
      "Have you an organisation?",
      "Country code please?",
      "Is this your title?",
    ];
    const fields = fieldsOf(headings, ["Ada Orr", "yes", "0049", "nein"]);
    expect(fields).toEqual(["name", "-", "-", "-"]);
  });
});
