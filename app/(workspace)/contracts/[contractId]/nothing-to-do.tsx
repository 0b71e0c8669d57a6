import type { ContractView } from "#lib/contracts/schema";

/** Said while only the other side can act, so that waiting is never a question. */
export function NothingToDo({ contract }: { contract: ContractView }) {
  return (
    <p className="measure text-ink-2">{whyNot(contract)} There is nothing for you to do now.</p>
  );
}

function whyNot({ viewer, submissionCount, client, freelancer }: ContractView): string {
  if (viewer === "freelancer") return `${client.name} is looking at version ${submissionCount}.`;
  return submissionCount === 0
    ? `${freelancer.name} is working on it.`
    : `${freelancer.name} is making your changes to version ${submissionCount}.`;
}
