import { expect, test } from "vitest";
import { commit, provesTheLedger, wallet } from "#db/testing/holds";
import { useTestDatabase } from "#db/testing/test-database";
import { isDomainError } from "#lib/errors";
import { closeWallet, openWallet } from "./movements.ts";

useTestDatabase();
provesTheLedger();

test("a wallet is opened once and stays empty until money arrives", async () => {
  await commit((tx) => openWallet(tx, { owner: "opened" }));
  await commit((tx) => openWallet(tx, { owner: "opened" }));
  expect(await wallet("opened")).toBe(0);
  await expect(commit((tx) => closeWallet(tx, { owner: "never-opened" }))).rejects.toSatisfy(
    (error) => isDomainError(error, "account_not_found"),
  );
});
