"use server";

import { readVisitor, rememberRegistration } from "#lib/auth/browser";
import { safeNext } from "#lib/auth/next-target";
import { nextInput } from "#lib/auth/schema";
import { guestAction } from "#lib/edge/action";
import { registerPerson } from "#lib/users/register-person";
import { registerPersonInput } from "#lib/users/schema";

const input = registerPersonInput.extend({ next: nextInput });

/** Leads to the same page whether or not the e-mail was known: see docs/decisions on accounts. */
export const registerAction = guestAction(
  { name: "register", input },
  async ({ next, ...person }) => {
    await registerPerson(await readVisitor(), person);
    await rememberRegistration(person.email);
    const target = safeNext(next);
    return {
      goTo: target
        ? `/sign-in?registered&next=${encodeURIComponent(target)}`
        : "/sign-in?registered",
    };
  },
);
