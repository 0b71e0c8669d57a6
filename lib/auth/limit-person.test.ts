import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PERSON_LIMITS } from "./limit-person.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test.each(Object.values(PERSON_LIMITS))("the README names the limit of %o", (rule) => {
  const most = "daily" in rule ? rule.daily : rule.atOnce;
  expect(readme).toMatch(new RegExp(`\\b${most.toLocaleString("en")}\\s+${rule.name}\\b`));
});
