import { inTransaction, type Tx } from "#db/client";
import { sanctions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { ALL_ACTS, describeSanction, RULES } from "#lib/standing/policy";
import { firstCharacters } from "#lib/text";
import { now } from "#lib/time";
import { endCase, lockCase } from "./internal/lock-case.ts";
import { requireModerator } from "./internal/require-moderator.ts";
import { sanctionsFor } from "./policy.ts";
import { type ImposeSanctionInput, imposeSanctionInput } from "./schema.ts";

/** So much of the facts is in the notification and its mail; the page has all. */
const TOLD_MOST = 300;

/**
 * Decides a case by acting: warns its person, hides what was reported, or limits or suspends the person, until a day or
 * until it is lifted. The person is told the rule, the facts, the end and how to appeal; who reported, that something was
 * done. Nothing is deleted. Throws `not_found`, also for everybody else, `not_impartial`, `case_decided`,
 * `invalid_input` for what cannot be hidden, `deadline_over` for an end that has passed.
 */
export async function imposeSanction(
  actor: Actor,
  input: ImposeSanctionInput,
  tx?: Tx,
): Promise<{ sanctionId: Id<"snc"> }> {
  requireModerator(actor);
  const { caseId, kind, rule, facts, endsAt, word, ...chosen } = imposeSanctionInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { closedAt, subject, subjectKind, personId } = await lockCase(tx, actor, caseId);
    if (closedAt) throw new DomainError("case_decided");
    if (!sanctionsFor(subjectKind).includes(kind)) throw new DomainError("invalid_input");
    const at = now();
    if (endsAt && endsAt <= at) throw new DomainError("deadline_over", { field: "endsAt" });
    const sanction = {
      id: newId("snc"),
      kind,
      hides: kind === "hide" ? subject : null,
      acts: kind === "suspend" ? [...ALL_ACTS] : kind === "limit" ? chosen.acts : [],
      endsAt: kind === "warn" ? null : endsAt,
    };
    await tx.insert(sanctions).values({
      ...sanction,
      caseId,
      personId,
      rule,
      facts,
      createdAt: at,
      imposedBy: actor.userId,
    });
    await endCase(tx, actor, { caseId, outcome: "acted", word });
    await notify(tx, {
      kind: "sanctioned",
      to: personId,
      about: sanction.id,
      by: null,
      facts: {
        what: describeSanction(sanction, at),
        rule: RULES[rule],
        said: firstCharacters(facts, TOLD_MOST),
      },
    });
    return { sanctionId: sanction.id };
  });
}
