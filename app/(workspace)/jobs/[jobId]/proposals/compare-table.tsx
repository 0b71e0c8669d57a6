import { Fragment } from "react";
import { MessageButton } from "#components/conversations/message-button";
import { AskedList } from "#components/proposals/asked-list";
import { FreelancerLine, FreelancerRecord } from "#components/proposals/freelancer-line";
import { LetterNote } from "#components/proposals/letter-note";
import { priceNote, timelineNote } from "#components/proposals/offer-note";
import { type DecisionActions, ProposalDecision } from "#components/proposals/proposal-decision";
import { ProposalTag } from "#components/proposals/proposal-tag";
import { SameLetter } from "#components/proposals/same-letter";
import { Amount } from "#components/ui/amount";
import { buttonClass } from "#components/ui/button-class";
import { Link } from "#components/ui/link";
import { Time } from "#components/ui/time";
import type { HirePaymentView } from "#lib/contracts/contract-views";
import { filesText } from "#lib/files/policy";
import type { FormAction } from "#lib/forms/state";
import type { Id } from "#lib/ids";
import { timelineText } from "#lib/jobs/describe-job";
import type { Means } from "#lib/payments/wallet-views";
import { firstName } from "#lib/proposals/describe-proposal";
import { SAME_LETTER_FROM } from "#lib/proposals/policy";
import type { ProposalView } from "#lib/proposals/schema";

/**
 * Offers side by side: a table in which each offer has two rows, the figures and below them the words and the decision.
 * On phones each offer is a card.
 */
export function CompareTable({
  proposals,
  means,
  payments,
  actions,
  write,
}: {
  proposals: readonly ProposalView[];
  means: Means;
  /** Those that hire once they have settled, by proposal. */
  payments: ReadonlyMap<Id<"prp">, HirePaymentView>;
  actions: DecisionActions;
  /** Opens the conversation with a freelancer. */
  write: FormAction;
}) {
  const firstToMany = proposals.find(isToMany);
  return (
    <table className="block w-full md:table">
      <caption className="sr-only">Proposals</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="eyebrow">
          <Head>Freelancer</Head>
          <Head>Record</Head>
          <Head>Price</Head>
          <Head>Timeline</Head>
          <Head>State</Head>
        </tr>
      </thead>
      {proposals.map((proposal) => (
        <Fragment key={proposal.proposalId}>
          {proposal === firstToMany && <ToManyHead />}
          <Offer
            proposal={proposal}
            means={means}
            payment={payments.get(proposal.proposalId) ?? null}
            actions={actions}
            isOnlyOne={proposals.filter(isLive).length === 1}
            write={write}
          />
        </Fragment>
      ))}
    </table>
  );
}

function isLive({ status }: ProposalView): boolean {
  return status === "submitted";
}

/** Undecided, and its letter went to many jobs: these stand together, after the others. */
function isToMany(proposal: ProposalView): boolean {
  return (
    isLive(proposal) &&
    proposal.shortlistedAt === null &&
    proposal.sameLetterCount >= SAME_LETTER_FROM
  );
}

function ToManyHead() {
  return (
    <tbody className="block border-t border-line md:table-row-group">
      <tr className="block md:table-row">
        <th
          scope="rowgroup"
          colSpan={5}
          className="eyebrow block pt-5 pb-3 text-left md:table-cell md:border-t md:border-line"
        >
          The same letter for many jobs
        </th>
      </tr>
    </tbody>
  );
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className="pt-4 pb-2.5 text-left font-semibold not-first:pl-6">
      {children}
    </th>
  );
}

const cell = "block md:table-cell md:border-t md:border-line md:pl-6 md:align-top";
const figureCell = `${cell} md:pt-[17px]`;
const textCell = `${cell} md:pt-5`;

function Offer({
  proposal,
  means,
  payment,
  actions,
  isOnlyOne,
  write,
}: {
  proposal: ProposalView;
  means: Means;
  payment: HirePaymentView | null;
  actions: DecisionActions;
  /** No other offer waits for a decision. */
  isOnlyOne: boolean;
  write: FormAction;
}) {
  return (
    <tbody className="block border-t border-line py-5 first-of-type:border-t-0 md:table-row-group md:border-0 md:py-0">
      <tr className="grid grid-cols-2 gap-x-4 gap-y-3 md:table-row">
        <th
          scope="rowgroup"
          className="col-span-2 block text-left font-normal md:table-cell md:border-t md:border-line md:pt-5 md:align-top"
        >
          <FreelancerLine freelancer={proposal.freelancer} />
        </th>
        <td className={`${textCell} order-3`}>
          <FreelancerRecord freelancer={proposal.freelancer} />
        </td>
        <td className={`${figureCell} order-1`}>
          <Amount cents={proposal.priceCents} className="text-lg font-semibold" />
          <span className="block text-sm text-ink-3">{priceNote(proposal)}</span>
        </td>
        <td className={`${figureCell} order-2`}>
          <span className="num text-lg font-semibold">{timelineText(proposal.timelineDays)}</span>
          <span className="block text-sm text-ink-3">{timelineNote(proposal)}</span>
        </td>
        <td className={`${textCell} order-4 text-right md:text-left`}>
          <ProposalTag proposal={proposal} side="client" />
          <span className="block text-sm text-ink-3">
            sent <Time at={proposal.createdAt} inline />
            {proposal.changedAt && (
              <>
                , changed <Time at={proposal.changedAt} inline />
              </>
            )}
          </span>
        </td>
      </tr>
      <tr className="block md:table-row">
        <td colSpan={5} className="block pt-4 md:table-cell md:pt-3 md:pb-6 md:pl-12">
          <p dir="auto" className="measure line-clamp-3 text-ink-2">
            {proposal.coverLetter}
          </p>
          <SameLetter proposal={proposal} className="mt-2" />
          <LetterNote proposal={proposal} to="reader" className="mt-2" />
          <AskedList asked={proposal.asked} isShort className="mt-4" />
          {proposal.files.length > 0 && (
            <p className="mt-2 text-sm text-ink-3">{filesText(proposal.files.length)} attached</p>
          )}
          {proposal.declineReason && (
            <p className="measure mt-2 text-sm text-ink-3">
              You wrote: <bdi>{proposal.declineReason}</bdi>
            </p>
          )}
          {isLive(proposal) ? (
            <ProposalDecision
              proposal={proposal}
              means={means}
              payment={payment}
              actions={actions}
              isLeading={isOnlyOne}
              className="mt-4"
            >
              <WriteTo proposal={proposal} action={write} className="col-span-2" />
              <div className="col-span-2">
                <ReadLink proposal={proposal} />
              </div>
            </ProposalDecision>
          ) : (
            <div className="mt-3 flex flex-wrap items-center gap-3 md:-ml-4">
              <ReadLink proposal={proposal} />
              {proposal.status !== "withdrawn" && <WriteTo proposal={proposal} action={write} />}
            </div>
          )}
        </td>
      </tr>
    </tbody>
  );
}

function WriteTo({
  proposal: { job, freelancer },
  action,
  className,
}: {
  proposal: ProposalView;
  action: FormAction;
  className?: string;
}) {
  return (
    <MessageButton
      action={action}
      jobId={job.jobId}
      freelancerId={freelancer.userId}
      name={firstName(freelancer.name)}
      {...(className ? { className } : {})}
    />
  );
}

function ReadLink({ proposal }: { proposal: ProposalView }) {
  return (
    <Link
      href={`/proposals/${proposal.proposalId}`}
      className={buttonClass({ variant: "quiet", wide: "phone" })}
    >
      Read the proposal
      <span className="sr-only">
        {" "}
        from <bdi>{proposal.freelancer.name}</bdi>
      </span>
    </Link>
  );
}
