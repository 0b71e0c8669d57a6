import Link from "next/link";
import type { ConversationView } from "#lib/conversations/schema";

/** Above the first message: what this conversation is, and who else reads it. */
export function Beginning({ view }: { view: ConversationView }) {
  const { other, jobId, jobTitle, isInvitation, viewerRole, proposalId } = view;
  const job = (
    <Link href={`/jobs/${jobId}`} className="link">
      {jobTitle}
    </Link>
  );
  return (
    <div className="mx-auto max-w-md pt-2 pb-3 text-center text-sm text-ink-2">
      {isInvitation && !proposalId ? (
        viewerRole === "freelancer" ? (
          <p>
            {other.name} invites you to {job}. Answer here, or apply on the job’s page.
          </p>
        ) : (
          <p>
            You invited {other.name} to {job}.
          </p>
        )
      ) : (
        <p>
          You and {other.name} talk about {job} here.
        </p>
      )}
      <p className="text-ink-3">Nobody but the two of you reads it.</p>
    </div>
  );
}
