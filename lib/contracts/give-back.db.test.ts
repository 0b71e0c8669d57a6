import { expect, test } from "vitest";
import { makeAdmin, makeClient } from "#db/testing/factories";
import {
  approve,
  hireAndApprove,
  hireAndSubmit,
  hireForFee,
  history,
  money,
  PRICE,
  provesTheLedger,
  race,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { listHistory } from "#lib/payments/queries/history";
import { giveBack } from "./give-back.ts";
import { getContract } from "./queries/contracts.ts";

useTestDatabase();
provesTheLedger();

test("a part and then the rest goes from the freelancer's wallet to the client's", async () => {
  const hired = await hireAndApprove();
  const { client, freelancer, contractId } = hired;
  const part = { contractId, amountCents: 10_000, givenBackCents: 0 };
  expect(await giveBack(freelancer, part)).toEqual({ isReplay: false });
  expect(await money(hired)).toEqual([10_000, 0, PRICE - 10_000]);
  const rest = { contractId, amountCents: PRICE - 10_000, givenBackCents: 10_000 };
  expect(await giveBack(freelancer, rest)).toEqual({ isReplay: false });
  expect(await money(hired)).toEqual([PRICE, 0, 0]);
  expect((await history(hired)).slice(-2)).toEqual(["given_back", "given_back"]);
  const more = { contractId, amountCents: 1, givenBackCents: PRICE };
  await expect(giveBack(freelancer, more)).rejects.toMatchObject({ code: "too_much_back" });
  for (const [actor, sign] of [
    [client, 1],
    [freelancer, -1],
  ] as const) {
    const { rows } = await listHistory(actor);
    expect(rows[0]).toMatchObject({
      kind: "given_back",
      amountCents: sign * (PRICE - 10_000),
      contract: { contractId },
    });
  }
  expect((await getContract(client, contractId)).status).toBe("completed");
});

test("the same form again moves nothing, and another one that began before is refused", async () => {
  const hired = await hireAndApprove();
  const { freelancer, contractId } = hired;
  const part = { contractId, amountCents: 10_000, givenBackCents: 0 };
  await giveBack(freelancer, part);
  expect(await giveBack(freelancer, part)).toEqual({ isReplay: true });
  const other = { contractId, amountCents: 20_000, givenBackCents: 0 };
  await expect(giveBack(freelancer, other)).rejects.toMatchObject({ code: "changed_meanwhile" });
  expect(await money(hired)).toEqual([10_000, 0, PRICE - 10_000]);
});

test("pressed twice at once gives back once", async () => {
  const hired = await hireAndApprove();
  const { freelancer, contractId } = hired;
  const part = { contractId, amountCents: 30_000, givenBackCents: 0 };
  const { effects } = await race([1, 2, 3].map(() => giveBack(freelancer, part)));
  expect(effects).toBe(1);
  expect(await money(hired)).toEqual([30_000, 0, PRICE - 30_000]);
});

test("is the freelancer's alone, and only what was released", async () => {
  const held = await hireAndSubmit("on_approval");
  const { client, freelancer, contractId } = held;
  const part = { contractId, amountCents: 100, givenBackCents: 0 };
  await expect(giveBack(freelancer, part)).rejects.toMatchObject({ code: "too_much_back" });
  await approve(held);
  await expect(giveBack(client, part)).rejects.toMatchObject({ code: "forbidden" });
  for (const stranger of [await makeClient(), await makeAdmin()]) {
    await expect(giveBack(stranger, part)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("up to the whole price, fee included, as far as the wallet reaches", async () => {
  const hired = await hireForFee();
  await approve(hired);
  const whole = { contractId: hired.contractId, amountCents: PRICE, givenBackCents: 0 };
  await expect(giveBack(hired.freelancer, whole)).rejects.toMatchObject({
    code: "insufficient_funds",
  });
  const got = { ...whole, amountCents: PRICE - 4_000 };
  await giveBack(hired.freelancer, got);
  expect(await money(hired)).toEqual([PRICE - 4_000, 0, 0]);
});
