import { expect, test } from "vitest";
import { whereToPay } from "./describe-paid-hire.ts";

const hire = {
  proposalId: "prp_1",
  freelancerName: "Ana Moreira",
  contractId: null,
  notHired: null,
  isStillOffered: true,
} as const;
const address = "https://bank.example/pay";
const waiting = { actionAddress: address, givenUpAt: null };

test("a payment leads to the bank unless it was given up, or would hire nobody", () => {
  expect(whereToPay(waiting, null)).toBe(address);
  expect(whereToPay(waiting, hire)).toBe(address);
  expect(whereToPay(waiting, { ...hire, isStillOffered: false })).toBeNull();
  expect(whereToPay({ ...waiting, givenUpAt: new Date(0) }, null)).toBeNull();
});
