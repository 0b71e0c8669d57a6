import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { fund, makeClient, makeFreelancer } from "#db/testing/factories";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { checkPayment } from "#lib/payments/check-payment";
import { makeIban } from "#lib/payments/iban";
import { sendPayment } from "#lib/payments/send-payment";
import { countHired, makeOffer, offerFields, type Race } from "./agreements.ts";
import { atOnce, isDone, judge } from "./arena.ts";

const CROWD = 20;
const FUNDS = 1_000;
const IBAN = makeIban("DE", "100000000000004417");
const WITHDRAW = "(workspace)/wallet/withdraw#withdrawAction";
const SETTLED_MS = 30_000;
const LOOK_MS = 50;

/** The whole balance withdrawn twenty times at once: it leaves once, and the others hear what is missing. */
export const withdrawAll: Race = async (arena, figures) => {
  const freelancer = await makeFreelancer();
  await fund(freelancer, FUNDS);
  const answers = await atOnce(CROWD, () => arena.send(freelancer, WITHDRAW, withdrawal()));
  judge(figures, answers, { mayLackMoney: true });
  const { payouts } = await countPayments(freelancer);
  if (payouts !== 1 || answers.filter(isDone).length !== 1) figures.wrong += 1;
};

/** The whole balance withdrawn while it is needed for a hire: one of the two. */
export const withdrawOrHire: Race = async (arena, figures) => {
  const { client, proposalId, jobId } = await makeOffer({ funds: FUNDS });
  const answers = await atOnce(CROWD, (number) =>
    number % 2 === 0
      ? arena.send(client, WITHDRAW, withdrawal())
      : arena.send(client, "(workspace)#hireAction", offerFields(proposalId)),
  );
  judge(figures, answers, { mayLackMoney: true });
  const { payouts } = await countPayments(client);
  if (payouts + (await countHired(jobId)) !== 1) figures.wrong += 1;
};

/** One deposit sent twenty times, reported as settled twenty times: the money arrives once. */
export const replayDeposit: Race = async (arena, figures) => {
  const client = await makeClient();
  const requestKey = randomUUID();
  const answers = await atOnce(CROWD, () =>
    arena.send(client, "(workspace)/wallet/add-funds#addFundsAction", {
      requestKey,
      amountCents: "50",
      card: "card_4242",
      hire: "",
    }),
  );
  judge(figures, answers);
  const { deposits } = await countPayments(client);
  if (deposits !== 1 || !answers.every(isDone)) figures.wrong += 1;
  await settleAtOnce(client);
  if ((await getBalance(getDb(), { kind: "wallet", owner: client.userId })) !== 5_000) {
    figures.wrong += 1;
  }
};

/** Has the bank told and asked by many at once, until everything has settled. */
async function settleAtOnce(client: Actor): Promise<void> {
  const rows = await getDb().execute<{ id: Id<"pay"> }>(
    sql`select id from payments where user_id = ${client.userId}`,
  );
  for (const { id: paymentId } of rows) {
    await atOnce(CROWD, () => sendPayment(SYSTEM, { paymentId }));
    const deadline = Date.now() + SETTLED_MS;
    while (Date.now() < deadline && (await countPayments(client)).open > 0) {
      await atOnce(CROWD, () => checkPayment(SYSTEM, { paymentId }));
      await sleep(LOOK_MS);
    }
  }
}

function withdrawal() {
  return {
    requestKey: randomUUID(),
    amountCents: String(FUNDS / 100),
    account: "new",
    iban: IBAN,
  };
}

async function countPayments({ userId }: Actor) {
  const [row] = await getDb().execute<{ deposits: number; payouts: number; open: number }>(sql`
    select count(*) filter (where direction = 'deposit')::int as deposits,
      count(*) filter (where direction = 'payout')::int as payouts,
      count(*) filter (where status in ('created', 'pending'))::int as open
    from payments where user_id = ${userId}`);
  return row ?? { deposits: -1, payouts: -1, open: -1 };
}
