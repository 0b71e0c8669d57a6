import { count, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { getDb } from "#db/client";
import { formAnswers, savedJobs, users } from "#db/schema";
import { makeAccount, PASSWORD } from "#db/testing/accounts";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor, SignedInActor } from "#lib/auth/actor";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { createSession } from "#lib/auth/sessions";
import { DomainError } from "#lib/errors";
import { pruneFormAnswers, settleIntent } from "#lib/forms/once";
import {
  idleForm,
  KEY_FIELD,
  PROOF_FIELDS,
  VIEWER_FIELD,
  VIEWER_NAME_FIELD,
} from "#lib/forms/state";
import { addDays, MINUTE_MS, now, setClock } from "#lib/time";
import { formAction } from "./action.ts";

let person: (Actor & Partial<SignedInActor>) | null = null;
let isVerified = true;
let asked: Record<string, string> = {};
vi.mock("#lib/auth/session", () => ({
  findSession: async () => person && { actor: person, name: "Ben", sessionId: "ses_1", isVerified },
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers(asked) }));
vi.mock("next/cache", () => ({ refresh: () => {}, revalidatePath: () => {} }));

useTestDatabase();
let runs = 0;
beforeEach(async () => {
  await getDb().delete(formAnswers);
  runs = 0;
  isVerified = true;
  person = await makeFreelancer();
  asked = { "next-action": "a1" };
});

const note = formAction(
  { name: "note", input: z.object({ note: z.string().min(2) }) },
  async (input) => {
    runs += 1;
    if (input.note === "refused") throw new DomainError("job_not_open");
    return { message: `Noted: ${input.note}` };
  },
);

function send(fields: Record<string, string>, action = note) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return action(idleForm, data);
}

describe("for somebody who has not confirmed their e-mail address", () => {
  const input = z.object({ note: z.string().min(2) });
  const mark = formAction({ name: "mark", evenUnverified: true, input }, async () => {
    runs += 1;
  });

  test("a form does nothing, and says what to do and where", async () => {
    isVerified = false;
    expect(await send({ note: "hello" })).toMatchObject({
      status: "error",
      message: expect.stringContaining("Open the link in the mail"),
      values: { note: "hello" },
      wayOn: { label: "Send the mail again", href: "/verify-email" },
    });
    expect(runs).toBe(0);
  });

  test("a form that says so runs", async () => {
    isVerified = false;
    expect(await send({ note: "hello" }, mark)).toMatchObject({ status: "success" });
    expect(runs).toBe(1);
  });
});

describe("a form with a key", () => {
  test("runs once, however often it is sent, and gets the first answer each time", async () => {
    const form = { note: "hello", [KEY_FIELD]: "key-00001" };
    expect(await send(form)).toEqual({ status: "success", message: "Noted: hello" });
    expect(await send(form)).toEqual({
      status: "success",
      message: "Noted: hello",
      isRepeat: true,
    });
    expect(runs).toBe(1);
  });

  test("runs once when it is sent twice at the same moment", async () => {
    const form = { note: "hello", [KEY_FIELD]: "key-00001" };
    const answers = await Promise.all([send(form), send(form), send(form)]);
    expect(answers.map(({ status }) => status)).toEqual(["success", "success", "success"]);
    expect(runs).toBe(1);
  });

  test("says that other contents under its key were not used, and keeps them", async () => {
    await send({ note: "hello", [KEY_FIELD]: "key-00001" });
    const answer = await send({ note: "other", [KEY_FIELD]: "key-00001" });
    expect(answer).toMatchObject({ status: "repeat", values: { note: "other" } });
    expect(runs).toBe(1);
  });

  test("leaves no trace when it is refused: corrected, it runs under the same key", async () => {
    expect(await send({ note: "refused", [KEY_FIELD]: "key-00001" })).toMatchObject({
      status: "error",
    });
    expect(await send({ note: "good", [KEY_FIELD]: "key-00001" })).toMatchObject({
      status: "success",
    });
  });

  test("undoes its work together with its answer", async () => {
    const jobId = await makeJob(await makeClient());
    const failing = formAction(
      { name: "failing", input: z.object({}) },
      async (_, { actor, tx }) => {
        await tx.insert(savedJobs).values({ userId: actor.userId, jobId, createdAt: now() });
        throw new DomainError("job_not_open");
      },
    );
    await send({ [KEY_FIELD]: "key-00001" }, failing);
    expect(
      await getDb().select({ n: count() }).from(savedJobs).where(eq(savedJobs.jobId, jobId)),
    ).toEqual([{ n: 0 }]);
    expect(await getDb().select().from(formAnswers)).toEqual([]);
  });

  test("starts again when it collides with another form: both run", async () => {
    const { promise: both, resolve: go } = Promise.withResolvers<void>();
    // Each form refers to its person, so neither can change the row that the other's reference locks.
    const rename = formAction(
      { name: "rename", input: z.object({ handle: z.string() }) },
      async ({ handle }, { actor, tx }) => {
        runs += 1;
        if (runs === 2) go();
        await both;
        await tx.update(users).set({ handle }).where(eq(users.id, actor.userId));
      },
    );
    const answers = await Promise.all([
      send({ handle: "tab-one", [KEY_FIELD]: "key-00001" }, rename),
      send({ handle: "tab-two", [KEY_FIELD]: "key-00002" }, rename),
    ]);
    expect(answers).toEqual([{ status: "success" }, { status: "success" }]);
    expect(runs).toBeGreaterThan(2);
  });

  test("belongs to one person: another person's same key is another intent", async () => {
    await send({ note: "hello", [KEY_FIELD]: "key-00001" });
    person = await makeFreelancer();
    expect(await send({ note: "hello", [KEY_FIELD]: "key-00001" })).not.toHaveProperty("isRepeat");
    expect(runs).toBe(2);
  });

  test("posted again by the browser itself says that it went through before", async () => {
    asked = {};
    await send({ note: "hello", [KEY_FIELD]: "key-00001" });
    const again = await send({ note: "hello", [KEY_FIELD]: "key-00001" });
    expect(again).toMatchObject({
      status: "repeat",
      message: expect.stringContaining("gone through"),
      values: {},
    });
    expect(runs).toBe(1);
  });
});

describe("asking what became of a form", () => {
  test("gives its answer when it ran", async () => {
    await send({ note: "hello", [KEY_FIELD]: "key-00001" });
    const answer = person && (await settleIntent(person.userId, "key-00001"));
    expect(answer).toEqual({ message: "Noted: hello" });
  });

  test("gives it up for good when it did not run: arriving later, it changes nothing", async () => {
    expect(person && (await settleIntent(person.userId, "key-00001"))).toBeNull();
    const late = await send({ note: "hello", [KEY_FIELD]: "key-00001" });
    expect(late).toMatchObject({ status: "error", message: expect.stringContaining("too late") });
    expect(runs).toBe(0);
    expect(person && (await settleIntent(person.userId, "key-00001"))).toBeNull();
  });

  test("tells nobody else, and does not claim their key", async () => {
    await send({ note: "hello", [KEY_FIELD]: "key-00001" });
    const other = await makeFreelancer();
    expect(await settleIntent(other.userId, "key-00001")).toBeNull();
    const answer = person && (await settleIntent(person.userId, "key-00001"));
    expect(answer).toEqual({ message: "Noted: hello" });
  });
});

describe("a form made for another person", () => {
  test("changes nothing, says so with the name, and returns nothing that the other person typed", async () => {
    const ana = { [VIEWER_FIELD]: "usr_ana", [VIEWER_NAME_FIELD]: "Ana" };
    const answer = await send({ note: "from Ana", [KEY_FIELD]: "key-00001", ...ana });
    expect(answer).toMatchObject({
      status: "error",
      message: "This form was made for Ana; you are now signed in as Ben. Nothing was changed.",
      values: {},
      wayOn: { label: "Continue as Ben", href: "" },
    });
    expect(runs).toBe(0);
  });

  test("is refused too when it was made for nobody, but not when it does not say", async () => {
    const answer = await send({ note: "hello", [VIEWER_FIELD]: "" });
    expect(answer).toMatchObject({ message: expect.stringContaining("signed out") });
    expect(await send({ note: "hello" })).toMatchObject({ status: "success" });
  });

  test("leads back to its page when the person was signed out meanwhile", async () => {
    const madeFor = { [VIEWER_FIELD]: person?.userId ?? "" };
    person = null;
    asked = { "next-action": "a1", "x-workhub-path": "/jobs/new?x=1" };
    expect(await send({ note: "hello", ...madeFor })).toMatchObject({
      status: "error",
      values: { note: "hello" },
      wayOn: { label: "Sign in", href: "/sign-in?next=%2Fjobs%2Fnew%3Fx%3D1" },
    });
  });
});

test("answers are kept for 60 days", async () => {
  await send({ note: "hello", [KEY_FIELD]: "key-00001" });
  const reset = setClock(() => addDays(new Date(), 59));
  expect(await pruneFormAnswers()).toEqual({ removed: 0 });
  reset();
  const later = setClock(() => addDays(new Date(), 61));
  expect(await pruneFormAnswers()).toEqual({ removed: 1 });
  later();
});

describe("a form that asks for a recent proof", () => {
  const leave = formAction({ name: "leave", input: z.object({ note: z.string() }) }, (_, doing) =>
    requireRecentProof(doing.tx, doing.actor),
  );

  test("comes back with what was typed, and goes through with the proof", async () => {
    const { actor } = await makeAccount("client");
    const long = new Date(now().getTime() - 10 * MINUTE_MS);
    const restore = setClock(() => long);
    const sessionId = await getDb()
      .transaction((tx) => createSession(tx, actor.userId, null))
      .finally(restore);
    person = { ...actor, sessionId };
    const fields = { note: "hello", [KEY_FIELD]: "key-00001" };
    expect(await send(fields, leave)).toMatchObject({
      status: "error",
      proof: ["password"],
      values: { note: "hello" },
    });
    const wrong = { ...fields, [PROOF_FIELDS.password]: "not this one" };
    expect(await send(wrong, leave)).toMatchObject({
      proof: ["password"],
      fieldErrors: { [PROOF_FIELDS.password]: [expect.stringContaining("not your password")] },
    });
    const right = { ...fields, [PROOF_FIELDS.password]: PASSWORD };
    expect(await send(right, leave)).toMatchObject({ status: "success" });
  });
});
