import { MessageButton } from "#components/conversations/message-button";
import { Avatar } from "#components/ui/avatar";
import { ButtonLink } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { MiniSection } from "#components/ui/section";
import type { ContractView } from "#lib/contracts/contract-views";
import { firstName } from "#lib/proposals/describe-proposal";
import { avatarPath } from "#lib/users/avatar";
import { openConversationAction } from "../../../actions.ts";

/** The other side of the contract, and the way to write to them. */
export function OtherParty({ contract }: { contract: ContractView }) {
  const { viewer, client, freelancer, jobId, completedAt } = contract;
  const isClient = viewer === "client";
  const other = isClient ? freelancer : client;
  return (
    <MiniSection title={isClient ? "Freelancer" : "Client"}>
      <div className="mb-3.5 flex items-center gap-3">
        <Avatar name={other.name} src={avatarPath(other)} />
        <Link
          href={isClient ? `/freelancers/${other.handle}` : (`/clients/${other.handle}` as const)}
          className="link min-w-0"
        >
          <bdi>{other.name}</bdi>
        </Link>
      </div>
      <MessageButton
        action={openConversationAction}
        jobId={jobId}
        freelancerId={freelancer.userId}
        name={isClient ? firstName(other.name) : other.name}
      />
      {isClient && completedAt && (
        <ButtonLink href={`/freelancers/${other.handle}`} variant="quiet" size="sm" wide>
          Hire {firstName(other.name)} again
        </ButtonLink>
      )}
    </MiniSection>
  );
}
