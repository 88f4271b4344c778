import type { ImportField } from "./fields.ts";
import { plainHeading } from "./plain-heading.ts";

/**
 * What the columns of real files are called, in our languages and by the tools that people use
 * (Google Forms, Excel, Typeform, Action Network, Mailchimp, LimeSurvey), plain and folded as by
 * `plainHeading`. What comes first is taken first if a file has several.
 */
export const HEADINGS: Readonly<Record<ImportField, string>> = {
  kind: `kind|contact type|record type|member type|signatory type|type of signatory|
    type of signature|signing as|i am signing as|sign as|
    signing on behalf of|individual or organisation|organisation or individual|
    individual or organization|organization or individual|person or organisation|type|category|
    type de signataire|nature|tipo de firmante|tipo|tipo de signatario|art|typ|art der unterschrift|
    unterzeichnet als|tur|imzaci turu|rodzaj|вид|тип|النوع|نوع|نوع الموقع|类型|种类|类别|签署类型`,
  name: `name|full name|your name|your full name|names|signatory|signatories|signed by|signer|
    signatory name|name of signatory|name to be published|display name|public name|participant|
    first and last name|name and surname|nom|nom complet|nom et prenom|prenom et nom|
    comment vous appelez vous|nom prenom|votre nom|signataire|nombre|nombre completo|
    como te llamas|como se llama|nombre y apellidos|nombre y apellido|apellidos y nombre|tu nombre|
    su nombre|firmante|nome|nome completo|seu nome|nome e sobrenome|nome e apelido|signatario|
    vor und nachname|vor und zuname|vorname und nachname|wie heissen sie|wie heisst du|
    name vorname|vollstandiger name|voller name|ihr name|dein name|unterzeichner|unterzeichnerin|
    unterzeichnende|ad soyad|ad ve soyad|adi soyadi|isim soyisim|isim|ism|adiniz soyadiniz|imzaci|
    imie i nazwisko|nazwisko i imie|jak sie nazywasz|sygnatariusz|ім я та прізвище|
    прізвище та ім я|прізвище ім я|піб|ім я|повне ім я|підписант|як вас звати|имя|фио|ф и о|
    как вас зовут|имя и фамилия|фамилия и имя|фамилия имя|полное имя|подписант|الاسم|الاسم الكامل|
    اسم|اسم الموقع|اسم الشخص|الاسم الثلاثي|الاسم بالكامل|نام|نام و نام خانوادگی|نام کامل|
    امضا کننده|姓名|名字|名称|全名|签署人|署名|签名|你叫什么|你叫什么名字`,
  first_name: `first name|firstname|name first|first|given|given name|given names|forename|
    forenames|fname|your first name|prenom|prenoms|votre prenom|nombre de pila|nombres|
    primer nombre|primeiro nome|nome proprio|vorname|vornamen|ad|adi|adiniz|imie|الاسم الاول|
    نام کوچک|名`,
  last_name: `last name|lastname|name last|last|family|second name|surname|family name|lname|
    your last name|nom de famille|apellido|
    apellidos|sobrenome|apelido|ultimo nome|nachname|familienname|zuname|soyad|soyadi|soyisim|
    soyadiniz|nazwisko|прізвище|фамилия|اسم العائلة|الاسم الاخير|الكنية|اللقب|نام خانوادگی|姓|姓氏`,
  sort_name: "sort name|sort key|sort as|sorted by|listed under|sortiername|nom de tri",
  title: `title|job title|role in organisation|role in organization|position in organisation|
    position in organization|position|title or position|position or title|role|title position|
    title role|professional title|academic title|your title|your position|occupation|profession|
    job|titre|titre ou fonction|fonction|poste|titulo|cargo|puesto|ocupacion|profesion|funcao|
    profissao|titel|funktion|beruf|stellung|position titel|unvan|gorev|meslek|mesleg|gorevi|unvani|
    tytul|stanowisko|zawod|funkcja|посада|звання|професія|должность|звание|профессия|المنصب|
    الوظيفة|المسمى الوظيفي|المهنة|الصفة|عنوان|سمت|شغل|职务|职位|头衔|职称|职业`,
  affiliation: `affiliation|affiliations|institutional affiliation|your affiliation|institution|
    employer|university|workplace|place of work|organisation|organization|organisation name|
    organization name|name of organisation|name of organization|name of the organisation|
    name of the organization|name of your organisation|name of your organization|your organisation|
    your organization|organisation affiliation|organization affiliation|organisation institution|
    company|company name|current employer|ngo|association|rattachement|etablissement|organisme|
    nom de l organisation|votre organisation|structure|filiacion|afiliacion|institucion|
    organizacion|nombre de la organizacion|entidad|universidad|empresa|afiliacao|filiacao|
    instituicao|organizacao|nome da organizacao|universidade|zugehorigkeit|einrichtung|verein|
    verband|firma|hochschule|universitat|name der organisation|kurum|kurulus|dernek|orgut|
    kurum adi|bagli oldugu kurum|universite|afiliacja|instytucja|nazwa instytucji|organizacja|
    nazwa organizacji|uczelnia|установа|організація|назва організації|назва установи|місце роботи|
    афіліація|учреждение|организация|название организации|название учреждения|место работы|
    аффилиация|المنظمة|اسم المنظمة|المؤسسة|الجهة|الانتماء|الجامعة|سازمان|نام سازمان|نهاد|محل کار|
    وابستگی|دانشگاه|موسسه|组织|机构|单位|组织名称|机构名称|工作单位|所属机构`,
  country: `country|country of residence|home country|country code|country region|
    country or region|your country|nation|user country|pays|pays de residence|pais|
    pais de residencia|land|wohnsitzland|ulke|ulkeniz|ulkede|kraj|kraju|panstwo|країна|країні|
    страна|стране|البلد|الدولة|بلد الاقامة|کشور|国家|国家 地区|国家或地区|所在国家`,
  website: `website|web site|website url|website address|homepage|web page|webpage|web|url|site|
    site web|site internet|pagina web|sitio web|webseite|internetseite|internetadresse|
    web sitesi|internet sitesi|strona internetowa|strona www|strona|вебсайт|веб сайт|сайт|
    الموقع الالكتروني|الموقع|وب سایت|وبسایت|تارنما|网站|网址|官网`,
  email: `email|e mail|email address|e mail address|your email|your email address|contact email|
    mail|adresse e mail|adresse email|adresse mail|courriel|adresse de courriel|
    adresse electronique|mel|correo|correo electronico|direccion de correo electronico|
    email de contacto|endereco de e mail|endereco de email|e mail adresse|emailadresse|
    mailadresse|eposta|e posta|e posta adresi|eposta adresi|adres e mail|adres email|
    електронна пошта|електронна адреса|адреса електронної пошти|ел пошта|імейл|
    электронная почта|адрес электронной почты|эл почта|почта|البريد الالكتروني|
    عنوان البريد الالكتروني|بريد الكتروني|البريد|ایمیل|نشانی ایمیل|آدرس ایمیل|رایانامه|
    پست الکترونیک|电子邮件|电子邮件地址|电子邮箱|邮箱|邮件`,
  visibility: `visibility|anonymity|anonymous|sign anonymously|anonymous signature|
    publish my name|publish name|show my name|display my name|visibilite|anonyme|
    publier mon nom|visibilidad|anonimo|visibilidade|sichtbarkeit|anonym|
    name veroffentlichen|gorunurluk|anonim|widocznosc|anonimowo|видимість|анонімно|видимость|
    анонимно|مجهول|ناشناس|匿名|可见性`,
  signed_at: `signed at|date signed|signing date|signature date|date of signature|signed on|
    submit date utc|submit date|submitdate|date submitted|submission date|submitted at|
    submitted on|completion time|completed at|recordeddate|enddate|end date|entry date|order date|
    subscription date|optin time|confirm time|created at|created|timestamp|date|horodateur|
    date de signature|date d inscription|date de la signature|marca temporal|fecha de firma|
    fecha y hora|fecha de registro|fecha|carimbo de data hora|data da assinatura|data|zeitstempel|
    unterzeichnet am|datum der unterschrift|eingegangen am|datum uhrzeit|datum der unterzeichnung|
    datum|zaman damgasi|imza tarihi|tarih|sygnatura czasowa|data podpisania|data podpisu|
    позначка часу|дата підпису|дата|отметка времени|дата подписи|طابع زمني|تاريخ التوقيع|التاريخ|
    تاریخ امضا|تاریخ|زمان|时间戳记|时间戳|签署日期|日期|提交时间`,
  source: "source|utm source|quelle|fuente|fonte|kaynak|zrodlo|джерело|источник|المصدر|منبع|来源",
  group: "group|groupe|gruppe|grupo|grup|grupa|група|группа|المجموعة|گروه|分组",
  contact_name: `contact name|contact person|contact|name of contact|name of contact person|
    representative|authorised representative|authorized representative|personne de contact|
    nom du contact|contact nom|persona de contacto|nombre de contacto|pessoa de contato|
    pessoa de contacto|ansprechpartner|ansprechpartnerin|ansprechperson|kontaktperson|
    iletisim kisisi|yetkili kisi|osoba kontaktowa|osoba do kontaktu|контактна особа|
    контактное лицо|جهة الاتصال|مسؤول الاتصال|الشخص المسؤول|شخص رابط|فرد رابط|联系人`,
  contact_role: `contact role|contact position|role of contact|position of contact|
    role of contact person|fonction du contact|cargo de contacto|funktion der kontaktperson`,
  capacity: "capacity",
  state: "state|status",
};

/** Words for a column of organisations, which have signed themselves if no person is named. */
const ORGANISATION_WORDS =
  "organis|organiz|company|ngo|association|verein|verband|firma|entidad|empresa|structure|kurum|kurulus|dernek|orgut|установ|організ|организ|учрежд|منظم|مؤسس|جهة|سازمان|نهاد|组织|机构|单位";

const organisationWords = ORGANISATION_WORDS.split("|").map(plainHeading);

export function namesOrganisation(heading: string): boolean {
  const plain = plainHeading(heading);
  return organisationWords.some((word) => plain.includes(word));
}
