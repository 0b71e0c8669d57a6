import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { type FormState, idleForm } from "#lib/forms/state";
import { cents } from "#lib/money";
import type { PaymentStatus } from "#lib/payments/policy";
import type { ProposalView } from "#lib/proposals/schema";
import { HireForm } from "./hire-form.tsx";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ push: () => {}, refresh: () => {} }),
  usePathname: () => "/",
  unstable_isUnrecognizedActionError: () => false,
  unstable_rethrow: () => {},
}));

const person = (name: string) =>
  ({ userId: "usr_1", name, handle: "ana", avatarFileId: null }) as const;

const proposal: ProposalView = {
  proposalId: "prp_1",
  coverLetter: "I have done this before.",
  priceCents: cents(30_000),
  timelineDays: 10,
  files: [],
  asked: [],
  revision: 1,
  changedAt: null,
  isOutdated: false,
  status: "submitted",
  declineReason: null,
  shortlistedAt: null,
  sameLetterCount: 0,
  createdAt: new Date(0),
  decidedAt: null,
  contractId: null,
  feeBasisPoints: 0,
  feeMinimumCents: cents(0),
  freelancer: { ...person("Ana Moreira"), headline: null, rating: null, completedCount: 0 },
  client: person("Maarten de Wit"),
  job: {
    jobId: "job_1",
    title: "Repair a checkout",
    status: "open",
    revision: 1,
    budgetCents: cents(30_000),
    timelineDays: 10,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    questions: [],
  },
};

function page(
  status: PaymentStatus,
  availableCents: number,
  { isOutdated = false, isStillOffered = true, isGivenUp = false } = {},
): string {
  const means = { availableCents: cents(availableCents), cards: [], cardsNote: null };
  const action = async (): Promise<FormState> => idleForm;
  return renderToString(
    <HireForm
      proposal={{ ...proposal, isOutdated }}
      means={{ ...means, canAddFunds: false, owedCents: cents(0) }}
      payment={{
        paymentId: "pay_1",
        amountCents: cents(20_000),
        status,
        isStillOffered,
        isGivenUp,
      }}
      actions={{ hire: action, payAndHire: action }}
      isOpen
    />,
  );
}

test.each([
  ["pays the rest", 10_000, "Pay €200.00 and hire Ana"],
  ["hires from the wallet", 30_000, "Hire Ana and hold €300.00"],
])(
  "a payment that waits for the person leads back to it, and %s beside it",
  (_what, funds, label) => {
    const html = page("requires_action", funds);
    expect(html).toContain("have not finished");
    expect(html).toContain("/wallet/receipts/pay_1");
    expect(html).toContain(label);
  },
);

test.each([
  ["the price has changed", { isStillOffered: false }, "and hold"],
  ["the job has changed", { isOutdated: true, isStillOffered: false }, "confirms the proposal"],
])("a payment for an offer whose terms are others is not gone on with: %s", (_, since, instead) => {
  const html = page("requires_action", 30_000, since);
  expect(html).not.toContain("Continue");
  expect(html).toContain("it would no longer hire Ana");
  expect(html).toContain("See the payment");
  expect(html).toContain(instead);
});

test("a payment that is being given up is not mentioned any more", () => {
  const html = page("requires_action", 30_000, { isGivenUp: true });
  expect(html).not.toContain("/wallet/receipts/pay_1");
  expect(html).toContain("and hold");
});

test.each(["created", "pending", "settled"] as const)(
  "a payment that is %s is waited for",
  (status) => {
    const html = page(status, 30_000);
    expect(html).toContain("is on its way");
    expect(html).not.toContain("and hold");
  },
);
