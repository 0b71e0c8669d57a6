import { expect, test } from "vitest";
import { newId } from "#lib/new-id";
import { ROLES } from "./actor.ts";
import { hasRight, isAmong, RIGHTS, requireRight, rolesWith } from "./staff.ts";

const rightsOf = (role: (typeof ROLES)[number]) => RIGHTS.filter((right) => hasRight(role, right));

test("an admin may do everything in the house, and people of the marketplace nothing", () => {
  expect(rightsOf("admin")).toEqual(RIGHTS);
  expect(rightsOf("client")).toEqual([]);
  expect(rightsOf("freelancer")).toEqual([]);
});

test("a moderator has no books, and an accountant judges nobody; neither appoints anybody", () => {
  expect(rightsOf("moderator")).toEqual(["enter", "mediate", "moderate", "seePeople"]);
  expect(rightsOf("accountant")).toEqual(["enter", "keepBooks"]);
  expect(rolesWith("mediate")).toEqual(["admin", "moderator"]);
  expect(rolesWith("manageStaff")).toEqual(["admin"]);
});

test("without the right, nothing is there", () => {
  const actor = { userId: newId("usr"), role: "accountant" } as const;
  expect(() => requireRight(actor, "keepBooks")).not.toThrow();
  expect(() => requireRight(actor, "mediate")).toThrowError(
    expect.objectContaining({ code: "not_found" }),
  );
});

test("a page for a role is for that role alone, and one for a right for all who have it", () => {
  expect(ROLES.filter((role) => isAmong(role, "client"))).toEqual(["client"]);
  expect(ROLES.filter((role) => isAmong(role, "enter"))).toEqual([
    "admin",
    "moderator",
    "accountant",
  ]);
});
