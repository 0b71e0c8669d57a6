import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listEntries, listPositions } from "#lib/ledger/queries";
import { type Cents, cents } from "#lib/money";
import type { HistoryRow } from "../schema.ts";
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
};

/** The statement of the actor's wallet from one moment until another. Throws not_found for an admin. */
export async function getStatement(
  { userId: owner, role }: Actor,
  { from, until }: { from: Date; until: Date },
): Promise<Statement> {
  if (role === "admin") throw new DomainError("not_found");
  const wallet = { kind: "wallet", owner } as const;
  return inSnapshot(async (tx) => {
    const ends = [from, until].map((at) => ({ at, transferId: 0n }));
    const [before, end] = await listPositions(tx, wallet, ends);
    const lastSeq = end?.seq ?? 0;
    const [last] = await listEntries(tx, wallet, { beforeSeq: lastSeq + 1, limit: 1 });
    return {
      openingCents: before?.balanceCents ?? cents(0),
      closingCents: end?.balanceCents ?? cents(0),
      afterSeq: before?.seq ?? 0,
      lastSeq,
      hash: last?.hash ?? "",
    };
  });
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
