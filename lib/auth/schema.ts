import { z } from "zod";

const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;

export const PASSWORD_HELP = `At least ${PASSWORD_MIN} characters. A few words in a row are easy to remember.`;

/** Length is what counts; rules about digits and signs make passwords worse (NIST SP 800-63B, 5.1.1.2). */
export const newPassword = z
  .string()
  .min(PASSWORD_MIN, `Choose a password of at least ${PASSWORD_MIN} characters.`)
  .max(PASSWORD_MAX, `Choose a password of at most ${PASSWORD_MAX} characters.`);

/** A password that already exists: any length is compared, up to what could have been set. */
const givenPassword = z
  .string()
  .min(1, "Enter your password.")
  .max(PASSWORD_MAX, `Passwords have at most ${PASSWORD_MAX} characters.`);

export const signInInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: givenPassword,
  /** Where to go afterwards; see `safeNext`. */
  next: z.string().max(2000).optional().catch(undefined),
});
export type SignInInput = z.infer<typeof signInInput>;

export const changePasswordInput = z.object({
  currentPassword: givenPassword,
  newPassword,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** One of a person's own sessions, for the list in the settings. */
export type SessionView = {
  readonly sessionId: `ses_${string}`;
  /** "Firefox on Linux", from what the browser said. */
  readonly device: string;
  readonly signedInAt: Date;
  readonly lastSeenAt: Date;
  readonly isThisDevice: boolean;
};
