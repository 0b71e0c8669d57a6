import { asc, eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { clocks, jobEvents } from "#db/schema";
import {
  approve,
  hire,
  hireAndSubmit,
  history,
  IS_BACK,
  IS_HELD,
  IS_PAID,
  letClocksAct,
  money,
  provesTheLedger,
  read,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { log } from "#lib/log";
import { addDays, now } from "#lib/time";
import { actOnClock } from "./act-on-clock.ts";
import { actOnClocks } from "./act-on-clocks.ts";
import { getContract } from "./queries/contracts.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

const database = useTestDatabase();
provesTheLedger();

describe("when nobody acts", () => {
  test("nothing is completed before the window has passed", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    await expect(actOnClock({ contractId })).rejects.toMatchObject({ code: "not_due" });
    travel(7 - 1 / 24);
    await expect(actOnClock({ contractId })).rejects.toMatchObject({ code: "not_due" });
    await letClocksAct();
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test.each(["on_submission", "on_approval"] as const)(
    "%s: after the window the freelancer has the money and the job is completed",
    async (rule) => {
      const hired = await hireAndSubmit(rule);
      const { contractId } = hired;
      travel(7);
      expect(await actOnClock({ contractId })).toEqual({ isReplay: false });
      expect(await money(hired)).toEqual(IS_PAID);
      expect(await read(hired)).toMatchObject({ status: "completed", reviewEndsAt: null });
      const [last] = await getDb()
        .select({ actorId: jobEvents.actorId, kind: jobEvents.kind })
        .from(jobEvents)
        .where(eq(jobEvents.jobId, hired.jobId))
        .orderBy(asc(jobEvents.at), asc(jobEvents.id))
        .then((rows) => rows.slice(-1));
      expect(last).toEqual({ actorId: null, kind: "completed" });
      expect(await actOnClock({ contractId })).toEqual({ isReplay: true });
    },
  );

  test("the window counts from the latest submission", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    travel(5);
    await requestChanges(hired.client, { contractId, note: "Darker.", submissionNumber: 1 });
    await submitWork(hired.freelancer, { contractId, note: "Darker now.", submissionNumber: 1 });
    travel(5);
    await expect(actOnClock({ contractId })).rejects.toMatchObject({ code: "not_due" });
    travel(2);
    expect(await actOnClock({ contractId })).toEqual({ isReplay: false });
  });

  test("the sweep completes everything that is overdue, and only that", async () => {
    travel(100);
    await letClocksAct();
    const early = await hireAndSubmit();
    travel(4);
    const late = await hireAndSubmit("on_submission");
    const working = await hire();
    travel(4);
    expect(await letClocksAct()).toBe(1);
    expect((await read(early)).status).toBe("completed");
    expect((await read(late)).status).toBe("under_review");
    expect((await read(working)).status).toBe("in_progress");
    expect(await money(early)).toEqual(IS_PAID);
    expect(await letClocksAct()).toBe(0);
  });

  test("one contract that cannot be completed stops no other, and the sweep fails at the end", async () => {
    const logged = vi.spyOn(log, "error").mockImplementation(() => {});
    const broken = await hireAndSubmit();
    travel(1);
    const fine = await hireAndSubmit();
    travel(8);
    const { owner } = database();
    await owner.sql`update milestones set amount_cents = amount_cents + 1 where contract_id = ${broken.contractId}`;
    await expect(letClocksAct()).rejects.toThrow(/^1 of 2 failed, the first: contract:/);
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ item: expect.objectContaining({ contractId: broken.contractId }) }),
      "A sweep goes on past something that failed",
    );
    expect((await read(broken)).status).toBe("under_review");
    expect((await read(fine)).status).toBe("completed");
    expect(await money(fine)).toEqual(IS_PAID);
    await owner.sql`update milestones set amount_cents = amount_cents - 1 where contract_id = ${broken.contractId}`;
    expect(await letClocksAct()).toBe(1);
  });

  test("each state that waits has one clock: hired, submitted, sent back, and none when it is over", async () => {
    const hired = await hire("on_approval");
    const { contractId, freelancer, client } = hired;
    const waiting = async () => {
      const rows = await getDb().select().from(clocks).where(eq(clocks.contractId, contractId));
      return rows.map(({ what, at, waitsFor }) => [what, at, waitsFor]);
    };
    const { dueAt } = await read(hired);
    expect(await waiting()).toEqual([["work_never_came", addDays(dueAt, 60), "freelancer"]]);
    await submitWork(freelancer, { contractId, note: "Done.", submissionNumber: 0 });
    const { reviewEndsAt } = await read(hired);
    expect(await waiting()).toEqual([["window_passed", reviewEndsAt, "client"]]);
    travel(3);
    await requestChanges(client, { contractId, note: "Darker.", submissionNumber: 1 });
    expect(await waiting()).toEqual([["work_never_came", addDays(dueAt, 60), "freelancer"]]);
    expect((await read(hired)).reviewEndsAt).toBeNull();
    await submitWork(freelancer, { contractId, note: "Darker.", submissionNumber: 1 });
    await approve(hired);
    expect(await waiting()).toEqual([["reviews_open", addDays(now(), 14), "both"]]);
    travel(14);
    await letClocksAct();
    expect(await waiting()).toEqual([]);
    expect((await read(hired)).reviewEndsAt).toBeNull();
  });

  test("work that never comes is paid back on the day that the sentence says, not before", async () => {
    const hired = await hire();
    const { contractId, client, freelancer } = hired;
    const { dueAt } = await read(hired);
    const { ifNobodyActs } = await getContract(client, contractId);
    expect(ifNobodyActs).toContainEqual({ moment: addDays(dueAt, 60), form: "long" });
    travel(69.9);
    await letClocksAct();
    expect(await money(hired)).toEqual(IS_HELD);
    travel(0.1);
    expect(await letClocksAct()).toBe(1);
    expect(await money(hired)).toEqual(IS_BACK);
    expect(await read(hired)).toMatchObject({ status: "cancelled", heldCents: 0 });
    expect(await history(hired)).toEqual(["hired", "refunded", "work_never_came"]);
    await expect(
      submitWork(freelancer, { contractId, note: "Late.", submissionNumber: 0 }),
    ).rejects.toMatchObject({ code: "wrong_state" });
    expect(await actOnClock({ contractId })).toEqual({ isReplay: true });
  });

  test("after a downtime people have a day before their silence counts", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    travel(6.99);
    expect(await letClocksAct()).toBe(0);
    travel(2);
    // Nobody was there for two days, and the window ended meanwhile.
    expect(await actOnClocks(actOnClock)).toBe(0);
    const { reviewEndsAt } = await read(hired);
    expect(reviewEndsAt).toEqual(addDays(now(), 1));
    const { ifNobodyActs } = await getContract(hired.client, contractId);
    expect(ifNobodyActs).toContainEqual({ moment: reviewEndsAt, form: "long" });
    travel(0.99);
    expect(await letClocksAct()).toBe(0);
    travel(0.01);
    expect(await letClocksAct()).toBe(1);
    expect(await money(hired)).toEqual(IS_PAID);
  });

  test("an absence of less than an hour gives nobody more time", async () => {
    const hired = await hireAndSubmit();
    travel(6.98);
    await letClocksAct();
    travel(0.02);
    expect(await actOnClocks(actOnClock)).toBe(1);
    expect((await read(hired)).status).toBe("completed");
  });
});
