import { z } from "zod";

/** In characters: many times what the largest authenticators answer. */
const RESPONSE_LENGTH_MAX = 32_000;

const base64Url = (lengthMax: number) =>
  z
    .string()
    .max(lengthMax)
    .regex(/^[\w-]+$/);
/** A credential's id has at most 1023 bytes (WebAuthn Level 3, section 4). */
const credentialId = base64Url(1364);
const clientDataJSON = base64Url(8000);
const transports = z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(10);

const registrationSchema = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON,
    attestationObject: base64Url(24_000),
    transports: transports.catch([]).default([]),
  }),
});

const assertionSchema = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON,
    authenticatorData: base64Url(4000),
    signature: base64Url(8000),
  }),
});

/** What a browser answers when it has made a passkey. */
export type RegistrationResponse = z.infer<typeof registrationSchema>;

/** What a browser answers when it has used a passkey. */
export type AssertionResponse = z.infer<typeof assertionSchema>;

/** Reads the answer of a browser that made a passkey; null if it is not such an answer. */
export function parseRegistration(text: string): RegistrationResponse | null {
  return parseAs(registrationSchema, text);
}

/** Reads the answer of a browser that used a passkey; null if it is not such an answer. */
export function parseAssertion(text: string): AssertionResponse | null {
  return parseAs(assertionSchema, text);
}

/** Reads the transports of a passkey from its row. */
export function parseTransports(text: string): string[] {
  return transports.parse(JSON.parse(text));
}

function parseAs<Response>(schema: z.ZodType<Response>, text: string): Response | null {
  if (text.length > RESPONSE_LENGTH_MAX) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
