import { describe, expect, test } from "vitest";
import { findBodyFault } from "./check-body.ts";

/** Only this thread's own work counts, not what else runs on the machine. Reading all fields takes seconds. */
const WORK_MAX_MICROSECONDS = 500_000;
const BOUNDARY = "----workhub";
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

function multipart(fields: readonly (readonly [string, string])[]): Buffer {
  const parts = fields.map(
    ([name, value]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join("")}--${BOUNDARY}--\r\n`);
}

const check = (body: string | Buffer, contentType: string, actionId: string | null = null) =>
  findBodyFault(Buffer.from(body), { contentType, actionId, isAction: (id) => /a1$/.test(id) });
const call = (fields: readonly (readonly [string, string])[]) =>
  check(multipart(fields), MULTIPART, "a1");
const post = (fields: readonly (readonly [string, string])[]) =>
  check(multipart(fields), MULTIPART);

describe("a form", () => {
  test("with the fields that our forms have is sound", async () => {
    const skills = Array.from({ length: 200 }, (_, n) => ["skills[]", String(n)] as const);
    const action = ["$ACTION_ID_a1", ""] as const;
    expect(await post([action, ["title", "Draw a map"], ["empty", ""], ...skills])).toBeNull();
  });

  test("with 16,000 fields is refused, and the refusal takes no time", async () => {
    const body = multipart(Array.from({ length: 16_000 }, (_, n) => [`f${n}`, "x"]));
    const start = process.threadCpuUsage().user;
    expect(await check(body, MULTIPART)).toBe("too_many_fields");
    expect(process.threadCpuUsage().user - start).toBeLessThan(WORK_MAX_MICROSECONDS);
    const encoded = Array.from({ length: 16_000 }, (_, n) => `f${n}=x`).join("&");
    expect(await check(encoded, "application/x-www-form-urlencoded")).toBe("too_many_fields");
  });

  test.each<[string, string, string | Buffer]>([
    ["no boundary", "multipart/form-data", multipart([["a", "b"]])],
    ["another boundary", "multipart/form-data; boundary=other", multipart([["a", "b"]])],
    ["no end", MULTIPART, multipart([["a", "b"]]).subarray(0, -10)],
    ["nothing in it", MULTIPART, ""],
    ["no part", MULTIPART, "nonsense"],
    ["no action", MULTIPART, multipart([["title", "Draw a map"]])],
  ])("with %s cannot be read", async (_, type, body) => {
    expect(await check(body, type)).toBe("malformed");
  });
});

describe("a server action", () => {
  const state = JSON.stringify({ status: "error", fieldErrors: {}, values: { pay: "$$5" } });

  test.each<[string, readonly (readonly [string, string])[]]>([
    [
      "with a state and a form",
      [
        ["_1_title", "Draw"],
        ["0", `[${state},"$K1"]`],
      ],
    ],
    ["with an empty form", [["0", `[{"status":"idle"},"$K1"]`]]],
    ["with nothing", [["0", "[]"]]],
  ])("called %s is sound", async (_, fields) => {
    expect(await call(fields)).toBeNull();
  });

  test.each<[string, readonly (readonly [string, string])[]]>([
    ["no arguments", [["_1_title", "Draw"]]],
    [
      "arguments twice",
      [
        ["0", "[]"],
        ["0", "[]"],
      ],
    ],
    ["broken arguments", [["0", "["]]],
    ["arguments that are no list", [["0", "{}"]]],
    ["a hundred arguments", [["0", JSON.stringify(Array(100).fill(1))]]],
    [
      "a promise",
      [
        ["0", `["$@1"]`],
        ["1", "2"],
      ],
    ],
    [
      "a reference into another part",
      [
        ["0", `["$1:__proto__:then"]`],
        ["1", "{}"],
      ],
    ],
    [
      "an action as an argument",
      [
        ["0", `["$h1"]`],
        ["1", `{"id":"x","bound":null}`],
      ],
    ],
    [
      "a map",
      [
        ["0", `["$Q1"]`],
        ["1", "[]"],
      ],
    ],
    ["a huge number", [["0", `["$n${"9".repeat(1000)}"]`]]],
    ["a prototype", [["0", `[{"__proto__":{"then":1}}]`]]],
    ["arguments nested without end", [["0", "[".repeat(5000)]]],
  ])("called with %s is refused", async (_, fields) => {
    expect(await call(fields)).toBe("malformed");
  });

  test("called with plain text is checked in the same way", async () => {
    expect(await check("[]", "text/plain;charset=UTF-8", "a1")).toBeNull();
    expect(await check("", "text/plain;charset=UTF-8", "a1")).toBe("malformed");
    expect(await check("[1]", "application/json", "a1")).toBeNull();
    expect(await check(`["$@0"]`, "text/plain;charset=UTF-8", "a1")).toBe("malformed");
  });

  const reference = [
    ["$ACTION_REF_1", ""],
    ["$ACTION_1:0", `{"id":"a1","bound":"$@1"}`],
    ["$ACTION_1:1", `[{"status":"idle"}]`],
    ["$ACTION_KEY", "k1"],
  ] as const;

  test("of a form that the browser itself posts is sound as it was rendered", async () => {
    expect(await post([...reference, ["title", "Draw"]])).toBeNull();
    expect(await post([["$ACTION_ID_40a1", ""]])).toBeNull();
  });

  test.each(["$ACTION_ID_40b2", "$ACTION_ID___proto__", "$ACTION_ID_"])(
    "of an older build is told so: %s",
    async (name) => {
      expect(await post([[name, ""]])).toBe(name === "$ACTION_ID_" ? "malformed" : "outdated_form");
      const older = [
        reference[0],
        ["$ACTION_1:0", `{"id":"b2","bound":"$@1"}`],
        reference[2],
      ] as const;
      expect(await post(older)).toBe("outdated_form");
    },
  );

  test.each<[string, readonly (readonly [string, string])[]]>([
    ["without what it names", [reference[0], ["title", "Draw"]]],
    ["without what is bound", [reference[0], reference[1]]],
    ["with a broken name", [reference[0], ["$ACTION_1:0", "{"], reference[2]]],
    ["with something else bound", [reference[0], ["$ACTION_1:0", `{"id":"a","bound":"$@0"}`]]],
    ["with an argument twice", [...reference, ["$ACTION_1:1", "[]"]]],
    ["with parts that belong to nothing", [["$ACTION_2:7", "[]"]]],
    ["with a promise bound", [reference[0], reference[1], ["$ACTION_1:1", `["$@2"]`]]],
  ])("%s is refused", async (_, fields) => {
    expect(await post(fields)).toBe("malformed");
  });
});

describe("JSON", () => {
  test("is let through when it is valid", async () => {
    expect(await check(`{"a":[{"b":"[[[[[[[[[[[[[[[[[[[[\\""}]}`, "application/json")).toBeNull();
  });

  test.each([
    "",
    "{",
    "[".repeat(100_000),
    `${"[".repeat(20)}${"]".repeat(20)}`,
    '"\\"'.repeat(50_000),
  ])("that is none, or deeper than our inputs, is refused: %.20s", async (body) => {
    const start = process.threadCpuUsage().user;
    expect(await check(body, "application/json; charset=utf-8")).toBe("malformed");
    expect(process.threadCpuUsage().user - start).toBeLessThan(WORK_MAX_MICROSECONDS);
  });
});
