import { notFound, redirect } from "next/navigation";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { formAction } from "./action.ts";
import { DomainError, ERRORS } from "./errors.ts";
import { idleForm } from "./form-state.ts";
import { log } from "./log.ts";

vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "x-request-id": "req-12345" }),
}));
const logged = vi.spyOn(log, "error").mockImplementation(() => {});
beforeEach(() => logged.mockClear());

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
  return formAction(schema, handler)(idleForm, data);
}

test("the handler gets what the schema made of the form", async () => {
  const handler = vi.fn(async () => ({ message: "Saved." }));
  const state = await formAction(schema, handler)(idleForm, good);
  expect(handler).toHaveBeenCalledWith({
    title: "A logo",
    password: "hunter2hunter2",
    skills: ["Design"],
  });
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

test("a refusal shows its own sentence, at its field where it names one", async () => {
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

test("an unknown error is logged and shown only as an id that the person can quote", async () => {
  const state = await submit(async () => {
    throw new Error("column users.pasword does not exist");
  });
  expect(JSON.stringify(state)).not.toContain("pasword");
  expect(state).toMatchObject({ message: ERRORS.unexpected[1], requestId: "req-12345" });
  expect(logged).toHaveBeenCalledOnce();
});

test.each([
  ["redirect", () => redirect("/")],
  ["notFound", () => notFound()],
])("%s passes through", async (_, leave) => {
  await expect(submit(async () => leave())).rejects.toThrow(/NEXT_/);
  expect(logged).not.toHaveBeenCalled();
});
