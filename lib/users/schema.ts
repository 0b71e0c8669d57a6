import { z } from "zod";
import type { Role } from "#lib/auth/actor";
import { newPassword } from "#lib/auth/schema";
import type { Id } from "#lib/ids";

/** What a person may register as. Nobody can register as an admin. */
export const REGISTRABLE_ROLES = ["client", "freelancer"] as const;

export const registerPersonInput = z.object({
  role: z.enum(REGISTRABLE_ROLES, { error: "Choose whether you hire or work." }),
  name: z.string().trim().min(1, "Enter your name.").max(80, "Use at most 80 characters."),
  email: z
    .string()
    .trim()
    .max(254, "Use at most 254 characters.")
    .pipe(z.email({ error: "Enter an e-mail address like ana@example.com." })),
  password: newPassword,
});
export type RegisterPersonInput = z.infer<typeof registerPersonInput>;

/** The signed-in person, for the frame around every page. */
export type ViewerView = {
  readonly userId: Id<"usr">;
  readonly role: Role;
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly isOnboarded: boolean;
};
