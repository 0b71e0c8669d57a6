import { DomainError } from "#lib/errors";
import type { Actor, VerifiedActor } from "./actor.ts";

/** Lets somebody reach others and move money whose session says that they may. Throws email_unverified. */
export function asVerified<A extends Actor>(
  actor: A,
  { isVerified }: { readonly isVerified: boolean },
): A & VerifiedActor {
  if (!isVerified) throw new DomainError("email_unverified");
  return mark(actor);
}

/**
 * For the demo's filling and tests, which act for people who need not confirm anything, and for forms that are open to
 * everybody, whose handlers ask for no confirmed person.
 */
export function asTrusted<A extends Actor>(actor: A): A & VerifiedActor {
  return mark(actor);
}

/** Guarantee: its callers above have asked, or say who need not be asked. The mark is of the type alone. */
function mark<A extends Actor>(actor: A): A & VerifiedActor {
  return actor as A & VerifiedActor;
}
