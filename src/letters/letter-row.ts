import { z } from "zod";
import { date, flag } from "../db/columns.ts";
import type { Db } from "../db/db.ts";
import { type Sql, sql } from "../db/sql.ts";
import type { Letter } from "./letter.ts";

const text = z.string();
const number = z.coerce.number();

const storedTags = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.array(text));

/** A letter joined with its current text, as an engine gives the row. */
const letterRows = z.array(
  z
    .object({
      id: text,
      slug: text,
      state: z.enum(["draft", "open", "closed"]),
      language: text,
      published_on: date.nullable(),
      publisher: text,
      author: text.nullable(),
      summary: text.nullable(),
      controller: text.nullable(),
      contact: text.nullable(),
      reply_to: text.nullable(),
      sender_name: text.nullable(),
      publisher_url: text.nullable(),
      colour: text.nullable(),
      logo: text.nullable(),
      header_image: text.nullable(),
      header_image_small: text.nullable(),
      header_alt: text.nullable(),
      noindex: flag,
      listed: flag,
      closes_at: date.nullable(),
      time_zone: text,
      closed_at: date.nullable(),
      updated_at: date,
      submissions_per_client_max: number,
      goal: number.nullable(),
      contact_months: number,
      rejected_months: number,
      tags: storedTags,
      shows_verification: flag,
      affiliations_note: flag,
      shows_figures: flag,
      organisations: number,
      individuals: number,
      anonymous: number,
      revision: number,
      version_id: text,
      version_number: number,
      text_number: number,
      text_hash: text,
      version_language: text,
      title: text,
      body: text,
      closing: text,
    })
    .transform(
      (row): Letter => ({
        id: row.id,
        slug: row.slug,
        state: row.state,
        language: row.language,
        publishedOn: row.published_on,
        publisher: row.publisher,
        author: row.author,
        summary: row.summary,
        controller: row.controller ?? row.publisher,
        contact: row.contact,
        replyTo: row.reply_to,
        senderName: row.sender_name,
        publisherUrl: row.publisher_url,
        colour: row.colour,
        logo: row.logo,
        headerImage: row.header_image,
        headerImageSmall: row.header_image_small,
        headerAlt: row.header_alt,
        noindex: row.noindex,
        listed: row.listed,
        closesAt: row.closes_at,
        timeZone: row.time_zone,
        closedAt: row.closed_at,
        submissionsPerClientMax: row.submissions_per_client_max,
        goal: row.goal,
        contactMonths: row.contact_months,
        rejectedMonths: row.rejected_months,
        tags: row.tags,
        showsVerification: row.shows_verification,
        affiliationsNote: row.affiliations_note,
        showsFigures: row.shows_figures,
        counts: {
          organisations: row.organisations,
          individuals: row.individuals,
          anonymous: row.anonymous,
        },
        revision: row.revision,
        updatedAt: row.updated_at,
        version: {
          id: row.version_id,
          number: row.version_number,
          textNumber: row.text_number,
          textHash: row.text_hash,
          language: row.version_language,
          title: row.title,
          body: row.body,
          closing: row.closing,
        },
      }),
    ),
);

/** The letters that meet a condition, in one statement, with which every signing begins. */
export async function readLetters(db: Db, condition: Sql): Promise<Letter[]> {
  const rows = await db.$rows(sql`
    SELECT letter.*, letter_version.id AS version_id, number AS version_number,
      text_number, text_hash,
      letter_version.language AS version_language, title, body, closing
    FROM letter JOIN letter_version ON letter_version.id = current_version_id
    WHERE ${condition}`);
  return letterRows.parse(rows);
}

/** Reads the tags of a letter from the JSON in its row. */
export function toTags(json: string): string[] {
  return storedTags.parse(json);
}
