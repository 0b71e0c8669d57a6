import { and, eq, isNotNull } from "drizzle-orm";
import { getDb, type Tx } from "#db/client";
import { sandboxBankAccounts, sandboxBankOrders } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import type { PayoutStanding } from "../provider.ts";
import type { CardAnswer, SandboxStanding } from "./sandbox-rules.ts";

/*
 * The counter of the sandbox bank: what people do on its own pages. It keeps its own books, as sandbox.ts says.
 */

/**
 * The cardholder says whether it is them; again, it changes nothing. Returns the order's name at the bank, or null when
 * nothing was asked.
 */
export async function answerCard(
  tx: Tx,
  paymentId: Id<"pay">,
  answer: CardAnswer,
): Promise<string | null> {
  const isMeant = eq(sandboxBankOrders.paymentId, paymentId);
  const [order] = await tx.select().from(sandboxBankOrders).where(isMeant).for("update");
  if (!order) return null;
  const { reference, waitsUntil, settlesAt } = order;
  if (!waitsUntil || waitsUntil <= now()) return reference;
  const takesMs = settlesAt.getTime() - waitsUntil.getTime();
  const decided =
    answer === "approve"
      ? {
          settlesAt: new Date(now().getTime() + takesMs),
          outcome: "settled" as const,
          failureReason: null,
        }
      : { settlesAt: now(), failureReason: DECLINED };
  await tx
    .update(sandboxBankOrders)
    .set({ waitsUntil: null, ...decided })
    .where(isMeant);
  return reference;
}

const DECLINED = "you told your bank that it was not you";

/** Whoever has not answered yet cannot do so any more. */
export async function endWaiting(paymentId: Id<"pay">): Promise<void> {
  const { waitsUntil } = sandboxBankOrders;
  await getDb()
    .update(sandboxBankOrders)
    .set({ waitsUntil: null, settlesAt: now() })
    .where(and(eq(sandboxBankOrders.paymentId, paymentId), isNotNull(waitsUntil)));
}

export const UNANSWERED = "nobody answered the bank in time";

/** Whether the bank still waits for the cardholder's answer about this payment. */
export async function isCardAsked(paymentId: Id<"pay">): Promise<boolean> {
  const [order] = await getDb()
    .select({ waitsUntil: sandboxBankOrders.waitsUntil })
    .from(sandboxBankOrders)
    .where(eq(sandboxBankOrders.paymentId, paymentId));
  return order?.waitsUntil ? order.waitsUntil > now() : false;
}

/** The bank's name for a person's account. */
export function tokenOf(userId: Id<"usr">): string {
  return `sandbox_${userId}`;
}

/** Makes a person's account, once. */
export async function openAccount(userId: Id<"usr">): Promise<string> {
  const token = tokenOf(userId);
  await getDb()
    .insert(sandboxBankAccounts)
    .values({ token, standing: "new" })
    .onConflictDoNothing();
  return token;
}

export async function findStanding(token: string): Promise<SandboxStanding | null> {
  const [account] = await getDb()
    .select({ standing: sandboxBankAccounts.standing })
    .from(sandboxBankAccounts)
    .where(eq(sandboxBankAccounts.token, token));
  return account?.standing ?? null;
}

/** Throws `not_found` for an account that nobody has opened. */
export async function setStanding(tx: Tx, token: string, standing: SandboxStanding): Promise<void> {
  const changed = await tx
    .update(sandboxBankAccounts)
    .set({ standing })
    .where(eq(sandboxBankAccounts.token, token))
    .returning({ token: sandboxBankAccounts.token });
  if (changed.length === 0) throw new DomainError("not_found");
}

const PAST_DUE = "requirements.past_due";

/** How an account stands, in the port's words. */
export function describeStanding(standing: SandboxStanding | null): PayoutStanding {
  switch (standing) {
    case "ready":
    case "closed":
      return { isReady: true, due: [], reason: null };
    case "restricted":
      return { isReady: false, due: [], reason: "platform_paused" };
    case "identity_due":
      return { isReady: false, due: ["individual.verification.document"], reason: PAST_DUE };
    case "new":
    case null: {
      const due = ["individual.first_name", "individual.dob.day", "external_account"];
      return { isReady: false, due, reason: PAST_DUE };
    }
  }
}
