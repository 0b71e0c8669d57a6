"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { readVisitor, rememberRegistration } from "#lib/auth/browser";
import { registerPerson } from "#lib/users/register-person";
import { registerPersonInput } from "#lib/users/schema";

/** Leads to the same page whether or not the e-mail was known: see docs/decisions on accounts. */
export const registerAction = formAction(registerPersonInput, async (input) => {
  await registerPerson(await readVisitor(), input);
  await rememberRegistration(input.email);
  redirect("/sign-in?registered");
});
