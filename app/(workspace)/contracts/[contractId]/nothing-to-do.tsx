import type { ContractView } from "#lib/contracts/schema";

/** Said while only the other side can act, so that waiting is never a question. */
export function NothingToDo({ contract }: { contract: ContractView }) {
  return <p className="measure text-balance text-ink-2">{standing(contract)}</p>;
}

function standing({ viewer, submissionCount, isLate, client, freelancer }: ContractView): string {
  const nothing = "There is nothing for you to do now.";
  if (viewer === "freelancer") {
    return `${client.name} is looking at version ${submissionCount}. ${nothing}`;
  }
  if (isLate) return `${freelancer.name} is late. You can wait, or ask to cancel.`;
  return submissionCount === 0
    ? `${freelancer.name} is working on it. ${nothing}`
    : `${freelancer.name} is making your changes to version ${submissionCount}. ${nothing}`;
}
