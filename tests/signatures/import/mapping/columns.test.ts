import { describe, expect, it } from "vitest";
import {
  type ColumnChoices,
  mapColumns,
} from "../../../../src/signatures/import/mapping/columns.ts";

/** What each column of a file is taken for, and the rule for the kind. */
function told(headings: string[], rows: string[][] = [], choices: ColumnChoices = {}) {
  const result = mapColumns(headings, rows, choices);
  if (!result.ok) return result.problems.map(({ error, value }) => `${error}: ${value}`);
  const { columns, kind } = result.mapping;
  return [...columns.map(({ field }) => field ?? "-"), kind].join(" ");
}

describe("the columns of a file", () => {
  const tools: [string, string[], string[][], string][] = [
    [
      "a question whether the name may be public, answered in sentences",
      ["Name", "Do you agree that we publish your name?", "I agree (consent)"],
      [
        ["Ada Orr", "Yes, of course", "Yes"],
        ["Bo Ahl", "No, keep me anonymous", "Yes"],
      ],
      "name visibility - individual",
    ],
    [
      "a number that is no contact person, and a middle name that is no name",
      ["Contact ID", "Contact Type", "First", "Middle name", "Last"],
      [
        ["17", "Individual", "Ada", "M.", "Orr"],
        ["18", "Household", "Bo", "", "Ahl"],
      ],
      "- kind first_name - last_name column",
    ],
    [
      "answers that have a word for a kind",
      ["Sign as", "Name", "Organisation"],
      [
        ["On behalf of my organisation", "Ada", "Lakes"],
        ["Individual (not for it)", "Bo", "Mill"],
      ],
      "kind name affiliation column",
    ],
    [
      "a Google Form",
      [
        "Timestamp",
        "Email Address",
        "What is your full name? (as it will appear, e.g. “Dr. A. B.”)",
        "Title / position",
        "Organisation",
        "Country of residence",
        "Any comments, questions?",
      ],
      [["4/9/2021 12:25:42", "a@x.org", "Ada Lovelace", "Dr", "", "UK", "hi"]],
      "signed_at email name title affiliation country - individual",
    ],
    [
      "a Google Form in German",
      [
        "Zeitstempel",
        "E-Mail-Adresse",
        "Vor- und Nachname",
        "Funktion",
        "Name der Organisation",
        "Land",
      ],
      [["04.09.2021 12:25:42", "a@x.org", "Ada Lovelace", "Dr", "", "Irland"]],
      "signed_at email name title affiliation country individual",
    ],
    [
      "a Google Form in French",
      ["Horodateur", "Adresse e-mail", "Prénom", "Nom", "Pays"],
      [["04/09/2021", "a@x.org", "Ada", "Lovelace", "Irlande"]],
      "signed_at email first_name last_name country individual",
    ],
    [
      "Typeform",
      [
        "#",
        "<strong>What's your name?</strong>",
        "Your email address",
        "Response Type",
        "Start Date (UTC)",
        "Stage Date (UTC)",
        "Submit Date (UTC)",
        "Network ID",
        "Tags",
      ],
      [
        [
          "k3",
          "Ada Lovelace",
          "a@x.org",
          "completed",
          "2024-10-05 02:41:38",
          "",
          "2024-10-05 02:42:38",
          "n",
          "",
        ],
      ],
      "- name email - - - signed_at - - individual",
    ],
    [
      "Action Network",
      [
        "uuid",
        "first_name",
        "last_name",
        "email",
        "zip_code",
        "can2_user_address",
        "can2_user_city",
        "can2_user_state",
        "can2_phone",
        "can2_user_tags",
        "can2_subscription_status",
        "can2_subscription_date",
      ],
      [["u", "Ada", "Lovelace", "a@x.org", "1", "", "", "CA", "", "", "subscribed", "2024-10-05"]],
      "- first_name last_name email - - - - - - - signed_at individual",
    ],
    [
      "Mailchimp",
      [
        "Email Address",
        "First Name",
        "Last Name",
        "MEMBER_RATING",
        "OPTIN_TIME",
        "CONFIRM_IP",
        "TAGS",
      ],
      [["a@x.org", "Ada", "Lovelace", "2", "2024-10-05 02:41:38", "192.0.2.1", ""]],
      "email first_name last_name - signed_at - - individual",
    ],
    [
      "LimeSurvey",
      ["id", "submitdate", "G01Q01. Name", "G01Q02. Institution", "G01Q03. E-Mail"],
      [["1", "2024-10-05 02:41:38", "Ada Lovelace", "Society", "a@x.org"]],
      "- signed_at name affiliation email individual",
    ],
    [
      "our export",
      [
        "id",
        "kind",
        "name",
        "sort_name",
        "title",
        "affiliation",
        "website",
        "country",
        "state",
        "visibility",
        "language",
        "letter_version",
        "signed_at",
        "verified_at",
        "decided_at",
        "decided_by",
        "reason",
        "group",
        "source",
        "capacity",
      ],
      [],
      "- kind name sort_name title affiliation website country state visibility - - signed_at - - - - group source capacity column",
    ],
    [
      "Spanish",
      ["Nombre", "Apellidos", "Cargo", "Organización", "País", "Correo electrónico"],
      [],
      "first_name last_name title affiliation country email individual",
    ],
    [
      "Portuguese",
      ["Nome completo", "Cargo", "Instituição", "País", "E-mail"],
      [],
      "name title affiliation country email individual",
    ],
    [
      "Turkish",
      ["Ad", "Soyad", "Unvan", "Kurum", "Ülke", "E-posta"],
      [],
      "first_name last_name title affiliation country email individual",
    ],
    [
      "Polish",
      ["Imię i nazwisko", "Stanowisko", "Instytucja", "Kraj", "Adres e-mail"],
      [],
      "name title affiliation country email individual",
    ],
    [
      "Ukrainian",
      ["Ім'я", "Прізвище", "Посада", "Організація", "Країна", "Електронна пошта"],
      [],
      "first_name last_name title affiliation country email individual",
    ],
    [
      "Russian",
      ["Отметка времени", "ФИО", "Должность", "Организация", "Страна"],
      [],
      "signed_at name title affiliation country individual",
    ],
    [
      "Arabic",
      ["الاسم الكامل", "المسمى الوظيفي", "المؤسسة", "البلد", "البريد الإلكتروني"],
      [],
      "name title affiliation country email individual",
    ],
    [
      "Persian",
      ["نام و نام خانوادگی", "سمت", "سازمان", "کشور", "ایمیل"],
      [],
      "name title affiliation country email individual",
    ],
    [
      "Chinese",
      ["姓名", "职务", "单位", "国家", "电子邮箱"],
      [],
      "name title affiliation country email individual",
    ],
    [
      "German, family name first",
      ["Name", "Vorname", "Verein"],
      [["Lovelace", "Ada", ""]],
      "last_name first_name affiliation individual",
    ],
    [
      "a whole name beside a first one",
      ["Full name", "First name"],
      [["Ada Lovelace", "Ada"]],
      "name first_name individual",
    ],
    [
      "organisations alone",
      ["Organisation", "Website", "Contact person"],
      [["Weir", "weir.example", "Ada"]],
      "affiliation website contact_name organisation",
    ],
    ["a kind in capitals", ["TYPE", "NAME"], [["INDIVIDUAL", "Ada"]], "kind name column"],
    [
      "content alone",
      ["Name", "x", "y"],
      [["Ada Lovelace", "a@x.org", "https://a.example"]],
      "name email website individual",
    ],
  ];
  it.each(tools)("are told of %s", (_, headings, rows, fields) => {
    expect(told(headings, rows)).toBe(fields);
  });

  it("are left out where a heading has the word, and the cells do not", () => {
    const headings = [
      "Name",
      "Title",
      "May we publish your name?",
      "Can we email you?",
      "State",
      "Type",
    ];
    const rows = [["Ada Lovelace", "Dr", "yes", "no", "CA", "gold"]];
    expect(told(headings, rows)).toBe("name title visibility - - - individual");
  });

  it("are what was said of them, with the right heading and once", () => {
    const headings = ["A", "B", "Email"];
    const map = [
      { field: "name", heading: "B" },
      { field: null, heading: "Email" },
    ] as const;
    expect(told(headings, [], { map, kind: "individual" })).toBe("- name - individual");
    expect(told(headings, [], { map: [{ field: "name", heading: "C" }] })).toEqual([
      "no-such-heading: C",
      "no-name-column: A, B, Email",
    ]);
    const twice = [...map, { field: "name", heading: "A" } as const];
    expect(told(headings, [], { map: twice, kind: "individual" })).toEqual(["mapped-twice: name"]);
  });

  it("are asked about rather than guessed", () => {
    expect(told(["Name", "Email", "email"])).toContain("same-heading: email");
    expect(told(["Phone", "Mail"])).toEqual(["no-name-column: Phone, Mail"]);
    expect(told(["Name"], [["Springs now"], ["Ada Lovelace"]])).toEqual(["no-kind-column: Name"]);
    expect(told(["Name"], [["Ada Lovelace"], ["Ben Okri"]])).toBe("name individual");
    expect(told(["Name"], [["Weir Trust"], ["Lake Foundation"]])).toBe("name organisation");
  });
});
