import { notFound, redirect } from "next/navigation";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { DomainError, ERRORS } from "#lib/errors";
import { idleForm } from "#lib/forms/state";
import { log } from "#lib/log";
import { guestAction } from "./action.ts";

const refreshed = vi.hoisted(() => vi.fn());
vi.mock("next/cache", () => ({ refresh: refreshed, revalidatePath: () => {} }));
vi.mock("#lib/auth/session", () => ({ findSession: async () => null }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "x-request-id": "req-12345" }),
}));
const logged = vi.spyOn(log, "error").mockImplementation(() => {});
beforeEach(() => {
  logged.mockClear();
  refreshed.mockClear();
});

const schema = z.object({
  title: z.string().min(3, { error: "Enter a title of three letters or more." }),
  password: z.string().optional(),
  skills: z.array(z.string()).default([]),
});

function form(fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

const good = form([
  ["$ACTION_ID_1", "x"],
  ["title", "A logo"],
  ["password", "hunter2hunter2"],
  ["skills[]", "Design"],
]);

function submit(handler: (input: z.infer<typeof schema>) => Promise<void>, data = good) {
  return guestAction({ name: "test", input: schema }, handler)(idleForm, data);
}

test("the handler gets the form as the schema parsed it", async () => {
  const handler = vi.fn(async () => ({ message: "Saved." }));
  const state = await guestAction({ name: "test", input: schema }, handler)(idleForm, good);
  const input = { title: "A logo", password: "hunter2hunter2", skills: ["Design"] };
  expect(handler).toHaveBeenCalledWith(input, null);
  expect(state).toEqual({ status: "success", message: "Saved." });
});

test("what was typed comes back with the errors, but never a password", async () => {
  const data = form([
    ["title", "A"],
    ["password", "hunter2hunter2"],
    ["skills[]", "Design"],
    ["skills[]", "Writing"],
  ]);
  expect(await submit(async () => {}, data)).toEqual({
    status: "error",
    message: ERRORS.invalid_input[1],
    fieldErrors: { title: ["Enter a title of three letters or more."] },
    values: { title: "A", skills: "Design, Writing" },
  });
});

test("a missing field is asked for in plain words", async () => {
  const state = await submit(async () => {}, form([]));
  expect(state).toMatchObject({ fieldErrors: { title: ["Fill this in."] } });
});

test("a refusal shows its own sentence, at its field when it names one", async () => {
  const state = await submit(async () => {
    throw new DomainError("handle_taken", { field: "handle" });
  });
  expect(state).toMatchObject({
    status: "error",
    message: ERRORS.handle_taken[1],
    fieldErrors: { handle: [ERRORS.handle_taken[1]] },
    values: { title: "A logo" },
  });
  expect(logged).not.toHaveBeenCalled();
});

test("a refusal is logged with its code and the form, without what was typed", async () => {
  const noted = vi.spyOn(log, "info").mockImplementation(() => {});
  await submit(async () => {
    throw new DomainError("handle_taken", { field: "handle" });
  });
  await submit(async () => {}, form([["title", "A"]]));
  expect(noted.mock.calls).toEqual([
    [{ code: "handle_taken", form: "test" }, "A form was refused"],
    [{ code: "invalid_input", form: "test" }, "A form was refused"],
  ]);
  noted.mockRestore();
});

test("an unknown error is logged, and the person sees only an id to quote", async () => {
  const state = await submit(async () => {
    throw new Error("column users.pasword does not exist");
  });
  expect(JSON.stringify(state)).not.toContain("pasword");
  expect(state).toMatchObject({ requestId: "req-12345" });
  expect(state).toMatchObject({ message: expect.stringContaining(ERRORS.unexpected[1]) });
  expect(logged).toHaveBeenCalledOnce();
});

test("a not-found error passes through", async () => {
  await expect(submit(async () => notFound())).rejects.toThrow(/NEXT_/);
  expect(logged).not.toHaveBeenCalled();
});

test("the form leads on by its answer; a handler that throws a redirect is our mistake", async () => {
  const leading = guestAction({ name: "test", input: schema }, async () => ({ goTo: "/home" }));
  await expect(leading(idleForm, good)).rejects.toThrow("NEXT_REDIRECT");
  const state = await submit(async () => redirect("/home"));
  expect(state).toMatchObject({ status: "error", requestId: "req-12345" });
  expect(logged).toHaveBeenCalledOnce();
});

test("what changed since it was seen is shown beside what was seen, and the page is refreshed", async () => {
  const changes = [{ what: "Price", seen: "€400.00", now: "€300.00" }];
  const state = await submit(async () => {
    throw new DomainError("changed_meanwhile", {}, changes);
  });
  expect(state).toMatchObject({ status: "error", changes, values: { title: "A logo" } });
  expect(refreshed).toHaveBeenCalledOnce();
});

test("a refusal that changed nothing on the page leaves the page alone", async () => {
  await submit(async () => {
    throw new DomainError("job_not_open");
  });
  expect(refreshed).not.toHaveBeenCalled();
});
