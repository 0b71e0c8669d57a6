import { afterEach, expect, test, vi } from "vitest";
import { askPasskeys } from "./passkeys.ts";

const device = vi.hoisted(() => ({
  startAuthentication: vi.fn<(asked: object) => Promise<object>>(),
  startRegistration: vi.fn<(asked: object) => Promise<object>>(),
}));
vi.mock("@simplewebauthn/browser", () => device);
afterEach(() => vi.unstubAllGlobals());

function answerWith(body: object, status = 200): void {
  vi.stubGlobal("fetch", async () => Response.json(body, { status }));
}

test("the device gets what the server asks, and its answer is text for a form", async () => {
  answerWith({ challenge: "abc" });
  device.startAuthentication.mockResolvedValue({ id: "key" });
  expect(await askPasskeys("sign_in")).toEqual({ answer: '{"id":"key"}' });
  expect(device.startAuthentication).toHaveBeenCalledWith({ optionsJSON: { challenge: "abc" } });
  device.startRegistration.mockResolvedValue({ id: "new" });
  expect(await askPasskeys("add")).toEqual({ answer: '{"id":"new"}' });
});

test("a refusal of the server is said in its own words", async () => {
  answerWith({ detail: "Too many attempts. Nothing was changed." }, 429);
  expect(await askPasskeys("prove")).toEqual({
    problem: "Too many attempts. Nothing was changed.",
  });
});

test.each([
  ["NotAllowedError", "No passkey was used."],
  ["InvalidStateError", "This device has a passkey for your account already."],
  ["SecurityError", "This browser cannot use passkeys here."],
  ["TypeError", "The server could not be reached."],
])("%s becomes a sentence", async (name, sentence) => {
  answerWith({});
  device.startAuthentication.mockRejectedValue(Object.assign(new Error("No"), { name }));
  const outcome = await askPasskeys("sign_in");
  expect(outcome).toEqual({ problem: expect.stringContaining(sentence) });
});
