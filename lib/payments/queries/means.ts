import type { Actor } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { canAddFunds } from "../add-funds.ts";
import { currentProvider } from "../find-provider.ts";
import type { Means } from "../wallet-views.ts";
import { findOwed } from "./owed.ts";
import { getAvailable } from "./wallet.ts";

/** How this client can pay for a hire. */
export async function getMeans(actor: Actor): Promise<Means> {
  const { cards, trial } = currentProvider();
  const [availableCents, owed] = await Promise.all([getAvailable(actor), findOwed(actor)]);
  return {
    availableCents,
    cards,
    cardsNote: trial?.cards ?? null,
    canAddFunds: canAddFunds(actor.role),
    owedCents: owed?.owedCents ?? cents(0),
  };
}
