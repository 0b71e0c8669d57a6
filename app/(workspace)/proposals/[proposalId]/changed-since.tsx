import { ActionForm } from "#components/ui/action-form";
import { ChangesTable } from "#components/ui/changes-table";
import { MiniSection } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalPageView } from "#lib/proposals/schema";
import { isolate } from "#lib/text";
import { confirmAction } from "../../actions.ts";

/** What one side changed since the other last looked: the job under a live offer, and the offer itself. */
export function ChangedSince({
  proposal,
  side,
}: {
  proposal: ProposalPageView;
  side: "client" | "freelancer";
}) {
  const { offerChanges, status } = proposal;
  return (
    <>
      {proposal.isOutdated && <ChangedJob proposal={proposal} side={side} />}
      {offerChanges.length > 0 && status !== "withdrawn" && (
        <MiniSection title="What was changed in this proposal" className="mt-6">
          <ChangesTable changes={offerChanges} seenLabel="Before" nowLabel="Now" />
        </MiniSection>
      )}
    </>
  );
}

/** The job has changed since its freelancer applied: they cannot be hired until they have agreed to it. */
function ChangedJob({
  proposal,
  side,
}: {
  proposal: ProposalPageView;
  side: "client" | "freelancer";
}) {
  const { proposalId, client, freelancer, job, jobChanges } = proposal;
  return (
    <MiniSection
      title={
        side === "client"
          ? `What you changed in the job after ${firstName(freelancer.name)} applied`
          : `${isolate(client.name)} changed the job after you applied`
      }
      className="mt-6"
    >
      <ChangesTable
        changes={jobChanges}
        seenLabel={side === "client" ? "What they applied to" : "What you applied to"}
      />
      {side === "freelancer" && (
        <ActionForm action={confirmAction} label="The changed job" className="mt-4 gap-3">
          <input type="hidden" name="proposalId" value={proposalId} />
          <input type="hidden" name="jobRevision" value={job.revision} />
          <p className="measure text-sm text-ink-2">
            You can be hired once you confirm that your proposal stands for the job as it reads now.
            You can also change your proposal, or withdraw it.
          </p>
          <SubmitButton pendingLabel="Saving…" className="sm:self-start">
            My proposal still stands
          </SubmitButton>
        </ActionForm>
      )}
    </MiniSection>
  );
}
