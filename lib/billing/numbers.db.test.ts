import { expect, test } from "vitest";
import { driverOf, getDb } from "#db/client";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { provesTheLedger } from "#db/testing/hiring";
import { IS_LONG } from "#db/testing/how-long";
import { releaseOf } from "#db/testing/releases";
import { useTestDatabase } from "#db/testing/test-database";
import { hire } from "#db/testing/wallet-life";
import { issueInvoices } from "./issue-invoices.ts";
import { OPERATOR } from "./schema.ts";

useTestDatabase();
provesTheLedger();

/** Longer, 10,000 invoices for 50 issuers. */
const { turns, issuerCount, killEvery } = IS_LONG
  ? { turns: 400, issuerCount: 50, killEvery: 29 }
  : { turns: 15, issuerCount: 12, killEvery: 97 };

/** For each issuer's contract: enough for all releases of two cents. */
const HELD = 10_000;

/** Of three turns one is undone, and now and then one takes its connection down with it. */
function endingOf(own: number, turn: number): "committed" | "undone" | "killed" {
  if ((own + turn) % 3 === 0) return "undone";
  return (own * turns + turn) % killEvery === 5 ? "killed" : "committed";
}

test("20 writers for many issuers, with roll-backs and killed connections in between, leave no gap and no duplicate", {
  timeout: IS_LONG ? 900_000 : 30_000,
}, async () => {
  const client = await makeClient({ fundsCents: issuerCount * HELD });
  const issuers = await Promise.all(
    Array.from({ length: issuerCount }, async () => {
      const freelancer = await makeFreelancer();
      return { client, freelancer, contractId: await hire({ client, freelancer }, HELD) };
    }),
  );
  const moment = new Date("2041-05-05T12:00:00Z");
  const seen = { committed: 0, undone: 0, killed: 0, lost: 0 };
  const writer = async (own: number) => {
    for (let turn = 0; turn < turns; turn += 1) {
      const hired = issuers[(own * 5 + turn * 7) % issuers.length];
      const ending = endingOf(own, turn);
      if (!hired) throw new Error("No issuer");
      const work = getDb().transaction(async (tx) => {
        await issueInvoices(tx, await releaseOf(tx, hired, moment));
        if (ending === "undone") throw new Error("Undone");
        if (ending === "killed") await driverOf(tx)`select pg_terminate_backend(pg_backend_pid())`;
      });
      const hasCommitted = await work.then(
        () => true,
        () => false,
      );
      if (ending !== "committed") expect(hasCommitted).toBe(false);
      // Whoever was given a connection that was just killed has not begun.
      seen[ending === "committed" && !hasCommitted ? "lost" : ending] += 1;
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, own) => writer(own)));
  expect(seen.undone).toBeGreaterThan(0);
  expect(seen.killed).toBeGreaterThan(0);
  expect(seen.committed).toBeGreaterThan(seen.lost);
  const series = await driverOf(getDb())<
    { issuer: string; n: number; least: number; most: number }[]
  >`
      select issuer, count(distinct number)::int as n, min(number) as least, max(number) as most
      from documents where year = 2041 group by issuer`;
  expect(series).toHaveLength(issuers.length + 1);
  expect(series.filter(({ n, least, most }) => least !== 1 || most !== n)).toEqual([]);
  expect(series.find(({ issuer }) => issuer === OPERATOR)?.n).toBe(seen.committed);
  if (IS_LONG) expect(2 * seen.committed).toBeGreaterThanOrEqual(10_000);
});
