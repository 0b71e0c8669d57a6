import { Amount } from "#components/ui/amount";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { Row } from "#components/ui/section";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { releaseRuleWords } from "#lib/jobs/policy";
import type { ProposalStatus } from "#lib/proposals/policy";
import type { ProposalView } from "#lib/proposals/schema";

/** A freelancer's own proposal: still waiting, or how it ended. */
export function ProposalItem({ proposal }: { proposal: ProposalView }) {
  const { proposalId, job, client, status } = proposal;
  const isWaiting = status === "submitted";
  return (
    <Row className="grid gap-x-8 gap-y-1 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,280px)_176px] md:items-center">
      <div className="min-w-0">
        <h3 className="flex items-start justify-between gap-3 font-text text-base leading-snug font-semibold tracking-normal">
          <Link
            href={`/proposals/${proposalId}`}
            data-entry=""
            className={cn("stretched", !isWaiting && "font-normal")}
          >
            <bdi>{job.title}</bdi>
          </Link>
          <span className="md:hidden">
            <StatusTag proposal={proposal} />
          </span>
        </h3>
        <p className="mt-0.5 text-sm text-ink-2">
          <bdi>{client.name}</bdi> · <Since proposal={proposal} />
        </p>
      </div>
      <p className="text-sm text-ink-2">
        <Amount cents={proposal.priceCents} />, {releaseRuleWords(job)}
      </p>
      <div className="hidden justify-end md:flex">
        <StatusTag proposal={proposal} />
      </div>
    </Row>
  );
}

function Since({ proposal }: { proposal: ProposalView }) {
  const { decidedAt, shortlistedAt, createdAt } = proposal;
  if (decidedAt) return <Time at={decidedAt} inline />;
  return (
    <>
      {shortlistedAt ? "shortlisted " : "sent "}
      <Time at={shortlistedAt ?? createdAt} inline />
    </>
  );
}

const WORDS: Record<ProposalStatus, string> = {
  submitted: "Proposal",
  accepted: "Accepted",
  declined: "Declined",
  withdrawn: "Withdrawn",
  not_selected: "Not selected",
};

function StatusTag({ proposal: { status, isOutdated, job } }: { proposal: ProposalView }) {
  if (isOutdated) return <Tag tone="strong">Job changed</Tag>;
  if (status === "submitted" && job.status === "expired") return <Tag>Job expired</Tag>;
  return <Tag tone={status === "submitted" ? "accent" : "plain"}>{WORDS[status]}</Tag>;
}
