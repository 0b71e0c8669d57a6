import { expect, test } from "vitest";
import { describeProposal, firstName } from "./describe-proposal.ts";
import { PROPOSAL_STATUSES } from "./policy.ts";

const person = { userId: "usr_1", handle: "x", avatarFileId: null } as const;
const proposal = {
  client: { ...person, name: "Northwind Trade" },
  freelancer: { ...person, name: "Ana Moreau", headline: null, rating: null, completedCount: 0 },
  contractId: null,
  shortlistedAt: null,
  job: { status: "open" },
} as const;

test("every state tells both sides how it stands, each in its own words", () => {
  for (const side of ["client", "freelancer"] as const) {
    const said = PROPOSAL_STATUSES.map((status) => describeProposal({ ...proposal, status }, side));
    expect(new Set(said.map(({ tag }) => tag)).size).toBe(PROPOSAL_STATUSES.length);
    expect(new Set(said.map(({ sentence }) => sentence)).size).toBe(PROPOSAL_STATUSES.length);
  }
});

test("not being selected says whether another freelancer was hired or nobody", () => {
  const not = { ...proposal, status: "not_selected" } as const;
  const told = (status: "closed" | "in_progress") =>
    describeProposal({ ...not, job: { status } }, "freelancer").sentence;
  expect(told("closed")).toBe("Northwind Trade closed the job without hiring anyone.");
  expect(told("in_progress")).toBe("Northwind Trade hired someone else for this job.");
});

test("the freelancer sees the shortlist", () => {
  const listed = { ...proposal, status: "submitted", shortlistedAt: new Date() } as const;
  expect(describeProposal(listed, "freelancer").tag).toBe("Shortlisted");
});

test("a first name is what comes before the first space", () => {
  expect(firstName("Ana Lúcia da Silva")).toBe("Ana");
  expect(firstName("Plato")).toBe("Plato");
});
