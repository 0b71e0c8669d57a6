import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { makeAdmin } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { endSession } from "#lib/auth/end-session";
import { createSession } from "#lib/auth/sessions";
import { signIn } from "#lib/auth/sign-in";
import { nameRequester, withRequestId } from "#lib/log";
import { DAY_MS } from "#lib/time";
import { exportAudit } from "./export-audit.ts";
import { listAudit, listOwnEvents } from "./queries.ts";
import { EVERY_ENTRY } from "./schema.ts";

useTestDatabase();

const visitor = {
  address: "203.0.113.9",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  deviceToken: null,
};

test("a person sees what happened to their own account, newest first, with the device", async () => {
  const { actor, email } = await makeAccount("client");
  const signed = await withRequestId(
    "request-1",
    () => signIn(visitor, { email, password }),
    visitor,
  );
  await endSession(actor, { sessionId: signed.sessionId });
  const { rows, next } = await listOwnEvents(actor);
  expect(rows.map(({ what, device, address }) => [what, device, address])).toEqual([
    ["Signed out", "Firefox on Linux", null],
    ["Signed in", "Firefox on Linux", "203.0.113.9"],
    ["Password changed", null, null],
    ["Registered", null, null],
  ]);
  expect(next).toBeNull();
  const { actor: bo } = await makeAccount("client");
  expect((await listOwnEvents(bo)).rows.map(({ what }) => what)).toEqual([
    "Password changed",
    "Registered",
  ]);
});

test("every entry is on exactly one page, also while new ones come", async () => {
  const { actor } = await makeAccount("client");
  const open = () => getDb().transaction((tx) => createSession(tx, actor.userId, null));
  for (let count = 0; count < 5; count += 1) await open();
  const first = await listOwnEvents(actor, { limit: 3 });
  await open();
  const second = await listOwnEvents(actor, { before: first.next, limit: 3 });
  const third = await listOwnEvents(actor, { before: second.next, limit: 3 });
  const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(ids).toHaveLength(7);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  expect(third.next).toBeNull();
});

test("the operator finds entries by person, as owner and as who acted, and by kind; nobody else sees any", async () => {
  const { actor, email } = await makeAccount("client");
  const other = await makeAccount("client");
  const { sessionId } = await signIn(visitor, { email: other.email, password });
  await withRequestId("request-2", async () => {
    nameRequester(actor.userId);
    await endSession(other.actor, { sessionId });
  });
  const admin = await makeAdmin();
  const kindsOf = async (person: string, kind: "signed_out" | null = null) =>
    (await listAudit(admin, { ...EVERY_ENTRY, person, kind })).rows.map((row) => [
      row.kind,
      row.person,
      row.actor,
    ]);
  expect(await kindsOf(` ${email.toUpperCase()} `)).toEqual([
    ["signed_out", other.email, email],
    ["password_changed", email, null],
    ["registered", email, null],
  ]);
  expect(await kindsOf(actor.userId, "signed_out")).toEqual([["signed_out", other.email, email]]);
  expect(await kindsOf("nobody@example.com")).toEqual([]);
  await expect(listAudit(actor, EVERY_ENTRY)).rejects.toMatchObject({
    code: "not_found",
  });
});

/** As in a request of this person. */
function asking<T>(userId: string, work: () => Promise<T>): Promise<T> {
  return withRequestId("request-3", async () => {
    nameRequester(userId);
    return work();
  });
}

test("the operator finds entries by time, also long after, and none outside it", async () => {
  const { actor } = await makeAccount("client");
  const admin = await makeAdmin();
  const day = (back: number) => new Date(Date.now() - back * DAY_MS);
  const kindsOf = async (from: Date | null, until: Date | null) =>
    (await listAudit(admin, { ...EVERY_ENTRY, person: actor.userId, from, until })).rows.map(
      ({ kind }) => kind,
    );
  expect(await kindsOf(day(1), null)).toEqual(["password_changed", "registered"]);
  expect(await kindsOf(day(1), day(-1))).toEqual(["password_changed", "registered"]);
  expect(await kindsOf(null, day(1))).toEqual([]);
  expect(await kindsOf(day(-1), null)).toEqual([]);
});

test("the audit is taken along whole, as CSV, and that is an entry by whoever took it", async () => {
  const admin = await makeAdmin();
  const { actor } = await makeAccount("client");
  const opens = 520;
  for (let count = 0; count < opens; count += 1) {
    await getDb().transaction((tx) => createSession(tx, actor.userId, null));
  }
  const filter = { ...EVERY_ENTRY, person: actor.userId, kind: "signed_in" } as const;
  const lines = await asking(admin.userId, () => exportAudit(admin, filter));
  let text = "";
  for await (const piece of lines) text += piece;
  const numbers = [...text.matchAll(/^(\d+),/gm)].map(([, id]) => Number(id));
  expect(numbers).toHaveLength(opens);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
  const [entry] = (await listAudit(admin, { ...EVERY_ENTRY, kind: "audit_exported" })).rows;
  expect(entry).toMatchObject({
    person: `${admin.userId}@example.com`,
    actor: `${admin.userId}@example.com`,
    after: { person: actor.userId, kind: "signed_in" },
  });
  await expect(exportAudit(actor, EVERY_ENTRY)).rejects.toMatchObject({ code: "not_found" });
});
