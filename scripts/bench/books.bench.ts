import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { getDb, type Tx } from "#db/client";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded";
import { makeAdmin } from "#db/testing/factories";
import { issueInvoices } from "#lib/billing/issue-invoices";
import { releaseHold } from "#lib/ledger/movements";
import { type Cents, cents } from "#lib/money";
import { listHistory } from "#lib/payments/queries/history";
import { now } from "#lib/time";
import { fillProposals } from "./accept-proposals.ts";
import { downloadBooks } from "./books-pack.ts";
import { measureWebhooks } from "./books-webhooks.ts";
import { openEmpty, openFilled, settle, touch } from "./filled-ledger.ts";
import { fillReleases } from "./ledger-fill.ts";
import { type Bench, medians, type Row, row, rowBelow, steadyP95, throughput } from "./measure.ts";
import { fillSizes, SHARE, type Subjects } from "./size-fill.ts";
import { findPlaces } from "./size-pages.ts";

/*
 * The books: a release that takes a fee against one that does not, the same with its invoices, the history of a wallet
 * with 100,000 rows, the whole instance's books over a million entries, and what a provider tells, taken in.
 */

const CALLERS = 8;
const ROUNDS = 9;
const DURATION_MS = 1_500;
const HOLDS = 50_000;
const LOOKS = 200;
const WARM_UPS = 10;
const HISTORY_MS = 20;
const CONTRACTS = 1_000;
const PACK_MB = 200;
/** A million entries may take this many times as long as ten times a tenth of them. */
const PACK_GROWTH = 1.3;

type Say = (line: string) => void;
type Release = Parameters<typeof issueInvoices>[1];

export const bench: Bench = async (say, only) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-books-"));
  const dataDir = join(folder, "postgres");
  const server = await startEmbeddedPostgres({ dataDir, password: "bench" });
  const measures = {
    "release-with-fee-8": measureReleases,
    "history-p95": measureHistory,
    "pack-1m": measurePack,
    // Last: it puts a database of its own in place.
    webhooks: async (_: EmbeddedPostgres, say: Say) => [await measureWebhooks(say)],
  };
  try {
    const rows: Row[] = [];
    for (const [name, measure] of Object.entries(measures)) {
      if (only === null || only.includes(name)) rows.push(...(await measure(server, say)));
    }
    return rows;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Two cents of each hold at a time, of which the platform gets one. */
async function measureReleases(server: EmbeddedPostgres, say: Say): Promise<Row[]> {
  say("Releases without a fee, with one, and with their invoices, 8 callers");
  const filled = await openFilled(server, "releases", HOLDS);
  filled.use();
  const contracts = await makeContracts(filled.owner);
  await settle(filled);
  await touch(filled);
  let count = 0;
  const release = (tx: Tx, holdFor: string, feeCents: Cents) => {
    count += 1;
    const input = { holdFor, amountCents: cents(2), key: `bench:${count}`, reference: "bench" };
    return releaseHold(tx, { ...input, feeCents });
  };
  const releasing = (feeCents: Cents) => () => {
    const holdFor = `hold${1 + Math.floor(Math.random() * HOLDS)}`;
    return getDb().transaction((tx) => release(tx, holdFor, feeCents));
  };
  const withInvoices = () => {
    const contract = contracts[count % contracts.length];
    if (!contract) throw new Error("There is no contract");
    const amounts = { grossCents: cents(2), feeCents: cents(1) };
    return getDb().transaction(async (tx) => {
      const { transferId } = await release(tx, contract.contractId, amounts.feeCents);
      await issueInvoices(tx, { ...contract, ...amounts, subject: "Work", transferId, at: now() });
    });
  };
  const { bare, fee, documents } = await medians(ROUNDS, {
    bare: () => throughput(CALLERS, DURATION_MS, releasing(cents(0))),
    fee: () => throughput(CALLERS, DURATION_MS, releasing(cents(1))),
    documents: async () => 2 * (await throughput(CALLERS, DURATION_MS, withInvoices)),
  });
  await filled.close();
  return [
    row("release-with-fee-8", "releases/s", fee, bare, 0.7),
    row("documents", "documents/s", documents, fee, 0.5),
  ];
}

/** Contracts of many clients and freelancers, each an issuer of invoices. */
async function makeContracts(owner: Sql) {
  const accept = await fillProposals(owner, CONTRACTS);
  for (let contract = 0; contract < CONTRACTS; contract += 1) await accept();
  return owner<Pick<Release, "contractId" | "clientId" | "freelancerId">[]>`
    select id as "contractId", client_id as "clientId", freelancer_id as "freelancerId" from contracts`;
}

/** The first page and one in the middle, of a client and of a freelancer; the floor is the same in wallets of 1,000 rows. */
async function measureHistory(server: EmbeddedPostgres, say: Say): Promise<Row[]> {
  say("The history of wallets with 100,000 rows");
  const filled = await openEmpty(server, "history");
  const subjects = await fillSizes(filled.owner);
  filled.use();
  const big = await timesOf(subjects.big, await findPlaces(subjects.big, SHARE.big));
  const small = await timesOf(subjects.small, await findPlaces(subjects.small, SHARE.small));
  await filled.close();
  return [rowBelow("history-p95", "ms", steadyP95(big), steadyP95(small), HISTORY_MS)];
}

/** The floor is what a tenth of the entries take ten times over: it may not get slower the more there is. */
async function measurePack(server: EmbeddedPostgres, say: Say): Promise<Row[]> {
  say("The books of the whole instance, a tenth of a million entries and a million");
  const filled = await openFilled(server, "pack", HOLDS / 10);
  filled.use();
  const admin = await makeAdmin();
  const packOf = async (releases: number) => {
    await fillReleases(filled.owner, releases);
    await settle(filled);
    const pack = await downloadBooks(admin);
    say(`  ${pack.seconds.toFixed(1)} s, ${(pack.bytes / 1024 / 1024).toFixed(0)} MB`);
    return pack;
  };
  const tenth = await packOf(8);
  const whole = await packOf(90);
  await filled.close();
  const growth = whole.seconds / (10 * tenth.seconds);
  return [
    {
      ...rowBelow("pack-1m", "s", whole.seconds, 10 * tenth.seconds, PACK_GROWTH),
      ok: growth <= PACK_GROWTH,
    },
    rowBelow("pack-1m-mb", "MB", whole.grownMb, tenth.grownMb, PACK_MB),
  ];
}

/** Each row of a page says what was in the wallet after it, so every look is also a balance as of some row. */
async function timesOf(
  { payer, payee }: Subjects,
  places: { readonly payer: string; readonly payee: string },
): Promise<number[]> {
  const looks = [
    () => listHistory(payer),
    () => listHistory(payee),
    () => listHistory(payer, { cursor: places.payer }),
    () => listHistory(payee, { cursor: places.payee }),
  ];
  const times: number[] = [];
  for (let look = -WARM_UPS; look < LOOKS; look += 1) {
    for (const load of looks) {
      const start = performance.now();
      await load();
      if (look >= 0) times.push(performance.now() - start);
    }
  }
  return times;
}
