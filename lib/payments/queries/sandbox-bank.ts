import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { requireSandbox } from "../internal/sandbox-only.ts";
import { findStanding, isCardAsked, tokenOf } from "../providers/sandbox-desk.ts";
import type { SandboxStanding } from "../providers/sandbox-rules.ts";
import type { PaymentView } from "../wallet-views.ts";
import { getPayment } from "./wallet.ts";

/*
 * What the sandbox bank's own pages show. All throw `not_found` where another bank is behind the port.
 */

/** One's own payment, and whether the bank still asks about it. Throws `not_found`. */
export async function getAskedPayment(
  actor: Actor,
  paymentId: Id<"pay">,
): Promise<{ payment: PaymentView; isAsked: boolean }> {
  requireSandbox();
  const payment = await getPayment(actor, paymentId);
  return { payment, isAsked: await isCardAsked(paymentId) };
}

/** How one's own account at the bank stands. Throws `not_found` for somebody without one. */
export async function getSandboxAccount({ userId }: Actor): Promise<SandboxStanding> {
  requireSandbox();
  const standing = await findStanding(tokenOf(userId));
  if (!standing) throw new DomainError("not_found");
  return standing;
}
