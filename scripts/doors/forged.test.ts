import { expect, test } from "vitest";
import { cruelVersions } from "./cruel.ts";
import { findForged, forgeries } from "./forged.ts";
import type { Trace } from "./traces.ts";

const added = (row: Trace["row"]): Trace => ({ table: "public.users", operation: "INSERT", row });

test("a forged value in any row is found, and so is a role that an honest request does not lead to", () => {
  const honest = [added({ name: "Ida", role: "client" })];
  expect(findForged(honest, [added({ name: "Bo", role: "client" })])).toEqual([]);
  expect(findForged(honest, [])).toEqual([]);
  expect(findForged(honest, [added({ name: "Bo", role: "admin" })])).toHaveLength(1);
  for (const fields of forgeries({})) {
    expect(findForged(honest, [added({ ...fields, role: "client" })])).toHaveLength(1);
  }
});

test("a door's own fields are not forged, but its role is", () => {
  const [beside, role] = forgeries({ role: "client", clientId: "usr_1" });
  expect(beside).not.toHaveProperty("clientId");
  expect(beside).not.toHaveProperty("role");
  expect(role).toEqual({ role: "admin" });
});

test("every field is replaced, in lists and in their items too", () => {
  const versions = cruelVersions({ files: [{ name: "a" }], note: "b" });
  expect(versions.map(([field]) => field)).toEqual(["files", "files.0", "files.0.name", "note"]);
  const [, names = []] = versions.find(([field]) => field === "files.0.name") ?? [];
  expect(names).toContainEqual(["minus", { files: [{ name: "-1" }], note: "b" }]);
});
