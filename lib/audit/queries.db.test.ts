import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { makeAdmin } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { endSession } from "#lib/auth/end-session";
import { createSession } from "#lib/auth/sessions";
import { signIn } from "#lib/auth/sign-in";
import { nameRequester, withRequestId } from "#lib/log";
import { listAudit, listOwnEvents } from "./queries.ts";

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
    (await listAudit(admin, { person, kind })).rows.map((row) => [row.kind, row.person, row.actor]);
  expect(await kindsOf(` ${email.toUpperCase()} `)).toEqual([
    ["signed_out", other.email, email],
    ["password_changed", email, null],
    ["registered", email, null],
  ]);
  expect(await kindsOf(actor.userId, "signed_out")).toEqual([["signed_out", other.email, email]]);
  expect(await kindsOf("nobody@example.com")).toEqual([]);
  await expect(listAudit(actor, { person: "", kind: null })).rejects.toMatchObject({
    code: "not_found",
  });
});
