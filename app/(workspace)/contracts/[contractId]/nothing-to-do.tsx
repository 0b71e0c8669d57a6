import type { ContractView } from "#lib/contracts/contract-views";
import { isolate } from "#lib/text";

/** Said while only the other side can act, so that waiting is never a question. */
export function NothingToDo({ contract }: { contract: ContractView }) {
  return <p className="measure text-balance text-ink-2">{standing(contract)}</p>;
}

function standing(contract: ContractView): string {
  const { viewer, submissionCount, isLate, client, freelancer, milestoneStatus } = contract;
  const nothing = "There is nothing for you to do now.";
  if (milestoneStatus === "planned") {
    return `Begin when ${isolate(client.name)} has held the money for it, not before.`;
  }
  if (viewer === "freelancer") {
    return `${isolate(client.name)} is reviewing version ${submissionCount}. ${nothing}`;
  }
  if (isLate) return `${isolate(freelancer.name)} is late. You can wait, or ask to cancel.`;
  return submissionCount === 0
    ? `${isolate(freelancer.name)} is working on it. ${nothing}`
    : `${isolate(freelancer.name)} is making your changes to version ${submissionCount}. ${nothing}`;
}
