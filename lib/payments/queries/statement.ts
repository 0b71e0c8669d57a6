import { getDb, type Reader } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { listEntries, listPositions } from "#lib/ledger/queries";
import { type Cents, cents } from "#lib/money";
import type { HistoryRow } from "../history-views.ts";
import { listWalletRows } from "./history-rows.ts";
import { inSnapshot } from "./wallet.ts";

const ROWS_AT_ONCE = 200;
const EVERYTHING = { kind: null, contractId: null, bounds: null };

/** What a wallet held at both ends of a period, and which of its entries lie between. */
export type Statement = {
  readonly openingCents: Cents;
  readonly closingCents: Cents;
  /** The first entry is the one after this number. */
  readonly afterSeq: number;
  readonly lastSeq: number;
  /** Of the last entry; it covers all entries before it. Empty when there are none. */
  readonly hash: string;
  /** When the last entry was made; null when there are none. */
  readonly lastAt: Date | null;
};

/** The statement of the actor's wallet from one moment until another. Throws not_found for an admin. */
export async function getStatement(
  { userId: owner, role }: Actor,
  { from, until }: { from: Date; until: Date },
): Promise<Statement> {
  if (isStaff(role)) throw new DomainError("not_found");
  return inSnapshot(async (tx) => {
    const ends = [from, until].map((at) => ({ at, transferId: 0n }));
    const [before, end] = await listPositions(tx, { kind: "wallet", owner }, ends);
    return {
      openingCents: before?.balanceCents ?? cents(0),
      afterSeq: before?.seq ?? 0,
      ...(await findEnd(tx, owner, end?.seq ?? 0)),
    };
  });
}

type End = Pick<Statement, "closingCents" | "lastSeq" | "hash" | "lastAt">;

/** How a wallet stood after its entry with this number. */
async function findEnd(reader: Reader, owner: string, lastSeq: number): Promise<End> {
  const wallet = { kind: "wallet", owner } as const;
  const [last] = await listEntries(reader, wallet, { beforeSeq: lastSeq + 1, limit: 1 });
  return {
    closingCents: last?.balanceAfterCents ?? cents(0),
    lastSeq,
    hash: last?.hash ?? "",
    lastAt: last?.occurredAt ?? null,
  };
}

/** A statement in parts of at most `most` entries: each begins with what the one before it ends with. */
export async function* eachPart(
  { userId }: Actor,
  statement: Statement,
  most: number,
): AsyncGenerator<Statement> {
  let rest = statement;
  while (rest.lastSeq - rest.afterSeq > most) {
    const end = await findEnd(getDb(), userId, rest.afterSeq + most);
    yield { ...rest, ...end };
    rest = { ...rest, openingCents: end.closingCents, afterSeq: end.lastSeq };
  }
  yield rest;
}

/** Every entry of a statement, oldest first, read in pages. */
export async function* eachStatementRow(
  actor: Actor,
  { afterSeq, lastSeq }: Pick<Statement, "afterSeq" | "lastSeq">,
): AsyncGenerator<HistoryRow> {
  for (let done = afterSeq; done < lastSeq; done += ROWS_AT_ONCE) {
    const length = Math.min(ROWS_AT_ONCE, lastSeq - done);
    const numbers = Array.from({ length }, (_, index) => done + index + 1);
    const rows = await inSnapshot((tx) => listWalletRows(tx, actor, EVERYTHING, numbers));
    yield* rows.reverse();
  }
}
