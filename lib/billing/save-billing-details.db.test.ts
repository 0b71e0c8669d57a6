import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { billingDetails } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { getBillingDetails } from "./queries/billing-details.ts";
import { saveBillingDetails } from "./save-billing-details.ts";
import { saveBillingDetailsInput } from "./schema.ts";

useTestDatabase();

const GIVEN = {
  name: " Lima Studio ",
  address: "Rua Nova 1\n1200-001 Lisboa",
  country: "PT",
  vatNumber: "501 442 600",
  vatRate: "23",
};
const KEPT = {
  name: "Lima Studio",
  address: "Rua Nova 1\n1200-001 Lisboa",
  country: "PT",
  vatNumber: "PT501442600",
  vatBasisPoints: 2_300,
};

test("what was saved is shown again; saved again it is the same, and emptied it is gone", async () => {
  const actor = await makeFreelancer();
  expect(await getBillingDetails(actor)).toMatchObject({ name: "", vatBasisPoints: 0 });
  await saveBillingDetails(actor, GIVEN);
  // As the form's action does, which has read the fields once already.
  await saveBillingDetails(actor, saveBillingDetailsInput.parse(GIVEN));
  expect(await getBillingDetails(actor)).toMatchObject(KEPT);
  await saveBillingDetails(actor, { country: "" });
  const empty = { name: "", address: "", country: null, vatNumber: null, vatBasisPoints: 0 };
  expect(await getBillingDetails(actor)).toMatchObject(empty);
});

test("a client's invoices show the company, and a client charges no VAT", async () => {
  const client = await makeClient();
  await saveBillingDetails(client, GIVEN);
  const details = await getBillingDetails(client);
  expect(details).toMatchObject({ ...KEPT, vatBasisPoints: 0 });
  expect(details.profileName).not.toBe("");
});

test.each([
  [{ vatRate: "100" }, "vatRate"],
  [{ vatRate: "-1" }, "vatRate"],
  [{ vatRate: "1e1" }, "vatRate"],
  [{ vatRate: "19", vatNumber: "" }, "vatNumber"],
  [{ vatNumber: "PT50144260" }, "vatNumber"],
  [{ country: "XX" }, "country"],
  [{ address: "a\n".repeat(8) }, "address"],
])("%j is refused at its field, and nothing changes", async (wrong, field) => {
  const actor = await makeFreelancer();
  await saveBillingDetails(actor, GIVEN);
  await expect(saveBillingDetails(actor, { ...GIVEN, ...wrong })).rejects.toMatchObject({
    issues: [{ path: [field] }],
  });
  expect(await getBillingDetails(actor)).toMatchObject(KEPT);
});

test("an admin has none: the operator's are settings", async () => {
  const admin = await makeAdmin();
  const before = await getDb().$count(billingDetails);
  await expect(saveBillingDetails(admin, GIVEN)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getBillingDetails(admin)).rejects.toMatchObject({ code: "not_found" });
  expect(await getDb().$count(billingDetails)).toBe(before);
});
