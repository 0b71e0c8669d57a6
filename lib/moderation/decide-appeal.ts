import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { appeals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import { endSanction } from "./internal/end-sanction.ts";
import { lockSanction } from "./internal/lock-case.ts";
import {
  mayDecideAppeal,
  requireImpartial,
  requireModerator,
} from "./internal/require-moderator.ts";
import { type DecideAppealInput, decideAppealInput } from "./schema.ts";

/**
 * Decides an appeal, once, with reasons: the sanction stays, or ends now. Never by whoever acted, unless nobody else
 * could. The same again changes nothing. Throws `not_found`, also for everybody else, `not_impartial`, `case_decided`.
 */
export async function decideAppeal(
  actor: Actor,
  input: DecideAppealInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  requireModerator(actor);
  const { sanctionId, outcome, reasons } = decideAppealInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const found = await lockSanction(tx, sanctionId);
    const [appeal] = await tx.select().from(appeals).where(eq(appeals.sanctionId, sanctionId));
    if (!appeal) throw new DomainError("not_found");
    await requireImpartial(tx, actor, found);
    if (!(await mayDecideAppeal(tx, actor, found.imposedBy))) {
      throw new DomainError("not_impartial");
    }
    if (appeal.outcome === outcome && appeal.reasons === reasons) return { isReplay: true };
    if (appeal.decidedAt) throw new DomainError("case_decided");
    const decided = { outcome, reasons, decidedAt: now(), decidedBy: actor.userId };
    await tx.update(appeals).set(decided).where(eq(appeals.sanctionId, sanctionId));
    if (outcome === "lifted" && !found.endedAt) {
      await endSanction(tx, actor, { sanctionId, reason: reasons });
    }
    const { personId: to } = found;
    await notify(tx, {
      kind: "appeal_decided",
      to,
      about: sanctionId,
      by: null,
      facts: { outcome },
    });
    return { isReplay: false };
  });
}
