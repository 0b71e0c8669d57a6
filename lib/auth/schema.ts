import { z } from "zod";
import { idInput } from "#lib/input";
import { countCharacters, narrow } from "#lib/text";
import { isKnownPassword } from "./known-passwords.ts";

const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;
/** The longest valid password, in characters that each decompose into eighteen. */
const GIVEN_MAX = 18 * PASSWORD_MAX;
const EMAIL_MAX = 254;

/**
 * An e-mail address in the one form in which it is limited, looked up and kept: ASCII in lower case. Letters that fold
 * to ASCII ("İ", the Kelvin sign) are refused; the wide letters of East Asian keyboards are accepted.
 */
export const emailInput = z
  .string("Enter your e-mail address.")
  .transform((text) => narrow(text).trim())
  .pipe(
    z
      .string()
      .min(1, { error: "Enter your e-mail address.", abort: true })
      .max(EMAIL_MAX, { error: `Use at most ${EMAIL_MAX} characters.`, abort: true })
      .pipe(z.email("Enter an e-mail address like ana@example.com.")),
  )
  .transform((address) => address.toLowerCase())
  .brand<"Email">();
export type Email = z.output<typeof emailInput>;

/** The same characters typed on another keyboard may arrive composed differently (NIST SP 800-63B, 5.1.1.2). */
export function normalPassword(text: string): string {
  return text.normalize("NFKC");
}

/** Every lone surrogate would be stored as the same replacement character. */
const passwordText = z
  .string("Enter your password.")
  .refine((text) => text.isWellFormed(), { error: "Enter your password.", abort: true })
  .transform(normalPassword);

export const PASSWORD_HELP = `At least ${PASSWORD_MIN} characters. A few words in a row are easy to remember.`;

/** Length is what counts; rules about digits and signs make passwords worse (NIST SP 800-63B, 5.1.1.2). */
export const newPassword = passwordText
  .refine((text) => countCharacters(text) >= PASSWORD_MIN, {
    error: `Choose a password of at least ${PASSWORD_MIN} characters.`,
  })
  .refine((text) => countCharacters(text) <= PASSWORD_MAX, {
    error: `Choose a password of at most ${PASSWORD_MAX} characters.`,
  })
  .refine((text) => !isKnownPassword(text), {
    error: "This password is among those that strangers try first. Choose another one.",
  });

/** An existing password: any length is compared, up to the longest that could have been set. */
const givenPassword = passwordText
  .refine((text) => text !== "", { error: "Enter your password." })
  .refine((text) => text.length <= 2 * GIVEN_MAX, {
    error: `Passwords have at most ${PASSWORD_MAX} characters.`,
  });

/** Where to go afterwards; see `safeNext`. An invalid address counts as none. */
export const nextInput = z.string().optional().catch(undefined);

export const signInInput = z.object({
  email: emailInput,
  password: givenPassword,
  next: nextInput,
});
export type SignInInput = z.input<typeof signInInput>;

export const forgotPasswordInput = z.object({ email: emailInput });
export type ForgotPasswordInput = z.input<typeof forgotPasswordInput>;

export const changePasswordInput = z.object({
  currentPassword: givenPassword,
  newPassword,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** A code as people type it, from an app or from paper: spaces and hyphens mean nothing. */
const givenCode = z
  .string("Enter a code.")
  .transform((text) => narrow(text).replace(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().min(1, "Enter a code.").max(40, "This is longer than any code."));

/** The code of an authenticator app, or one of the recovery codes. */
export const codeInput = z.object({ code: givenCode });
export type CodeInput = z.input<typeof codeInput>;

/** True for what an authenticator app shows. */
export function isAppCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

export const signInByCodeInput = z.object({ code: givenCode, next: nextInput });
export type SignInByCodeInput = z.input<typeof signInByCodeInput>;

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
const credential = { id: base64url, rawId: base64url, type: z.literal("public-key") };

/** The answer of a browser about a passkey: JSON in a field of a form. */
function passkeyAnswer<S extends z.ZodType>(schema: S) {
  return z
    .string("Press the button for a passkey.")
    .max(60_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "Press the button for a passkey." });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** A new passkey (WebAuthn, RegistrationResponseJSON). */
export const addPasskeyInput = z.object({
  passkey: passkeyAnswer(
    z.object({
      ...credential,
      response: z.object({
        clientDataJSON: base64url,
        attestationObject: base64url,
        transports: z.array(z.string().max(40)).max(10).optional(),
      }),
    }),
  ),
});
export type NewPasskey = z.output<typeof addPasskeyInput>["passkey"];

/** The use of one (AuthenticationResponseJSON). */
const usedPasskey = passkeyAnswer(
  z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.nullish(),
    }),
  }),
);
export type UsedPasskey = z.output<typeof usedPasskey>;

export const signInByPasskeyInput = z.object({ passkey: usedPasskey, next: nextInput });

export const removePasskeyInput = z.object({ passkeyId: z.string().min(1).max(2_000) });
export type RemovePasskeyInput = z.input<typeof removePasskeyInput>;

/** What a browser asks a challenge for. */
export const askPasskeyInput = z.object({ purpose: z.enum(["add", "sign_in", "prove"]) });
export type AskPasskeyInput = z.input<typeof askPasskeyInput>;

export const proveInput = z.union([
  z.object({ passkey: usedPasskey }),
  z.object({ password: givenPassword }),
  z.object({ code: givenCode }),
]);
export type ProveInput = z.input<typeof proveInput>;

/** How a person signs in besides the password. */
export type FactorsView = {
  /** Since when an authenticator app is asked for; null when it is not. */
  readonly authenticatorSince: Date | null;
  readonly recoveryCodesLeft: number;
  /** The newest first. */
  readonly passkeys: readonly PasskeyView[];
};

export type PasskeyView = {
  readonly passkeyId: string;
  /** "Chrome on Linux": where it was made. */
  readonly madeOn: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

export const endSessionInput = z.object({ sessionId: idInput("ses") });
export type EndSessionInput = z.input<typeof endSessionInput>;

/** One of a person's own sessions, for the list in the settings. */
export type SessionView = {
  readonly sessionId: `ses_${string}`;
  /** "Firefox on Linux", from the browser's own description. */
  readonly device: string;
  readonly signedInAt: Date;
  readonly lastSeenAt: Date;
  readonly isThisDevice: boolean;
};

/** What an authenticator app is told: the secret in base32, and the address that a picture of it says. */
export type TotpSetUpView = { readonly secret: string; readonly uri: string };
