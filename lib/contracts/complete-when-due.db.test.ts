import { asc, eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { jobEvents } from "#db/schema";
import {
  hire,
  hireAndSubmit,
  IS_HELD,
  IS_PAID,
  money,
  provesTheLedger,
  read,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { log } from "#lib/log";
import { completeOverdue } from "./complete-overdue.ts";
import { completeWhenDue } from "./complete-when-due.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

const database = useTestDatabase();
provesTheLedger();

describe("when nobody acts", () => {
  test("nothing is completed before the window has passed", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    await expect(completeWhenDue({ contractId })).rejects.toMatchObject({ code: "not_due" });
    travel(7 - 1 / 24);
    await expect(completeWhenDue({ contractId })).rejects.toMatchObject({ code: "not_due" });
    await completeOverdue();
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test.each(["on_submission", "on_approval"] as const)(
    "%s: after the window the freelancer has the money and the job is completed",
    async (rule) => {
      const hired = await hireAndSubmit(rule);
      const { contractId } = hired;
      travel(7);
      expect(await completeWhenDue({ contractId })).toEqual({ isReplay: false });
      expect(await money(hired)).toEqual(IS_PAID);
      expect(await read(hired)).toMatchObject({ status: "completed", reviewEndsAt: null });
      const [last] = await getDb()
        .select({ actorId: jobEvents.actorId, kind: jobEvents.kind })
        .from(jobEvents)
        .where(eq(jobEvents.jobId, hired.jobId))
        .orderBy(asc(jobEvents.at), asc(jobEvents.id))
        .then((rows) => rows.slice(-1));
      expect(last).toEqual({ actorId: null, kind: "completed" });
      expect(await completeWhenDue({ contractId })).toEqual({ isReplay: true });
    },
  );

  test("the window counts from the latest submission", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    travel(5);
    await requestChanges(hired.client, { contractId, note: "Darker.", submissionNumber: 1 });
    await submitWork(hired.freelancer, { contractId, note: "Darker now.", submissionNumber: 1 });
    travel(5);
    await expect(completeWhenDue({ contractId })).rejects.toMatchObject({ code: "not_due" });
    travel(2);
    expect(await completeWhenDue({ contractId })).toEqual({ isReplay: false });
  });

  test("the sweep completes everything that is overdue, and only that", async () => {
    travel(100);
    await completeOverdue();
    const early = await hireAndSubmit();
    travel(4);
    const late = await hireAndSubmit("on_submission");
    const working = await hire();
    travel(4);
    expect(await completeOverdue()).toBe(1);
    expect((await read(early)).status).toBe("completed");
    expect((await read(late)).status).toBe("under_review");
    expect((await read(working)).status).toBe("in_progress");
    expect(await money(early)).toEqual(IS_PAID);
    expect(await completeOverdue()).toBe(0);
  });

  test("one contract that cannot be completed stops no other, and the sweep fails at the end", async () => {
    const logged = vi.spyOn(log, "error").mockImplementation(() => {});
    const broken = await hireAndSubmit();
    travel(1);
    const fine = await hireAndSubmit();
    travel(8);
    const { owner } = database();
    await owner.sql`update contracts set price_cents = price_cents + 1 where id = ${broken.contractId}`;
    await expect(completeOverdue()).rejects.toThrow(/^1 of 2 failed, the first: contract:/);
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ item: expect.objectContaining({ contractId: broken.contractId }) }),
      "A sweep goes on past something that failed",
    );
    expect((await read(broken)).status).toBe("under_review");
    expect((await read(fine)).status).toBe("completed");
    expect(await money(fine)).toEqual(IS_PAID);
    await owner.sql`update contracts set price_cents = price_cents - 1 where id = ${broken.contractId}`;
    expect(await completeOverdue()).toBe(1);
  });

  test("the completion is queued with the submission, and not when that is rolled back", async () => {
    const hired = await hire();
    const { contractId, freelancer } = hired;
    const waiting = () =>
      getDb().execute<{ start_after: string }>(
        `select start_after from pgboss.job where data->'input'->>'contractId' = '${contractId}'`,
      );
    const failing = getDb().transaction(async (tx) => {
      await submitWork(freelancer, { contractId, note: "Done.", submissionNumber: 0 }, tx);
      throw new Error("later on");
    });
    await expect(failing).rejects.toThrow("later on");
    expect(await waiting()).toHaveLength(0);
    await submitWork(freelancer, { contractId, note: "Done.", submissionNumber: 0 });
    const [task] = await waiting();
    expect(new Date(task?.start_after ?? 0)).toEqual((await read(hired)).reviewEndsAt);
  });
});
