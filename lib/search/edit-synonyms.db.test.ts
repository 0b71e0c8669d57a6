import { beforeAll, describe, expect, test } from "vitest";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { editSynonyms } from "./edit-synonyms.ts";
import { listSynonyms } from "./queries/synonyms.ts";
import { formatSynonyms } from "./schema.ts";

useTestDatabase();

let operator: Actor;
beforeAll(async () => {
  operator = await makeAdmin();
});

async function shown(): Promise<string> {
  return formatSynonyms(await listSynonyms(operator));
}

describe("the words with the same meaning", () => {
  test("come with a few, and are replaced as a whole, each pair once and without accents", async () => {
    const seen = await shown();
    expect(seen).toContain("js = javascript");
    await editSynonyms(operator, {
      seen,
      pairs: "JS = JavaScript\n\nC# = csharp\nCafé=bar\njs=javascript",
    });
    expect(await shown()).toBe("c# = csharp\ncafe = bar\njs = javascript");
  });

  test("are saved once, however often the form is sent", async () => {
    const seen = await shown();
    await editSynonyms(operator, { seen, pairs: "a = b" });
    await editSynonyms(operator, { seen, pairs: "a = b" });
    expect(await shown()).toBe("a = b");
  });

  test("are not replaced by a form that began with others", async () => {
    await editSynonyms(operator, { seen: await shown(), pairs: "a = b" });
    await expect(editSynonyms(operator, { seen: "x = y", pairs: "c = d" })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    expect(await shown()).toBe("a = b");
  });

  test.each(["a", "a = b = c", "a b = c", "a =", "a = 'x'", "a = b\nno"])(
    "are refused when a line is no pair: %j",
    async (pairs) => {
      await expect(editSynonyms(operator, { seen: await shown(), pairs })).rejects.toThrow(
        "Write two words",
      );
    },
  );

  test("may be none", async () => {
    await editSynonyms(operator, { seen: await shown(), pairs: " " });
    expect(await shown()).toBe("");
  });

  test("are nobody's but the operator's", async () => {
    const client = await makeClient();
    await expect(listSynonyms(client)).rejects.toMatchObject({ code: "not_found" });
    await expect(editSynonyms(client, { seen: "", pairs: "" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
