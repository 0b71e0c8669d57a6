import type { Tx } from "#db/client";
import { DomainError } from "#lib/errors";
import { type Cents, negateCents } from "#lib/money";
import { post } from "./post.ts";
import { type Cause, PLATFORM, type Transfer } from "./schema.ts";

/**
 * A correction by an admin: moves a signed amount between the platform's account and a wallet (positive: into the
 * wallet). The reason becomes the reference and stays visible in the history. Throws `invalid_input` without a
 * reason, `insufficient_funds`, `account_not_found`, `amount_out_of_range`.
 */
export async function adjust(
  tx: Tx,
  input: Pick<Cause, "key"> & { owner: string; amountCents: Cents; reason: string },
): Promise<Transfer> {
  const { key, owner, amountCents } = input;
  const reason = input.reason.trim();
  if (reason === "") throw new DomainError("invalid_input");
  const wallet = { kind: "wallet", owner } as const;
  const platform = { kind: "platform", owner: PLATFORM } as const;
  const movement = { kind: "adjustment", key, reference: `adjustment:${reason}` } as const;
  return amountCents > 0
    ? post(tx, { ...movement, from: platform, to: wallet, amountCents })
    : post(tx, { ...movement, from: wallet, to: platform, amountCents: negateCents(amountCents) });
}
