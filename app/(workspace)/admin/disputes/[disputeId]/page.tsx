import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { SentenceText } from "#components/contracts/sentence";
import { DisputeRecord } from "#components/disputes/dispute-record";
import { SplitLines } from "#components/disputes/split-lines";
import { IfNobodyActs } from "#components/money/if-nobody-acts";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import { SettledHere } from "#components/ui/settled-here";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { getDispute } from "#lib/disputes/queries/disputes";
import type { DisputeView } from "#lib/disputes/schema";
import { orNotFound, pageActor } from "#lib/edge/page";
import { DomainError } from "#lib/errors";
import { formatCents } from "#lib/money";
import { Evidence } from "../../../evidence.tsx";
import { AskQuestion } from "./ask-question.tsx";
import { DecideForm } from "./decide-form.tsx";

type Props = PageProps<"/admin/disputes/[disputeId]">;

export const metadata: Metadata = { title: "Dispute" };

export default function MediatorPage(props: Props) {
  return (
    <div className="page">
      <Suspense
        fallback={
          <Loading label="Loading the dispute">
            <Skeleton className="mb-8 h-16 max-w-xl" />
            <Skeleton className="h-[420px]" />
          </Loading>
        }
      >
        <Desk {...props} />
      </Suspense>
    </div>
  );
}

/** The facts on the left in the order in which a mediator reads them, what is asked and decided above them. */
async function Desk({ params }: Props) {
  const [actor, { disputeId }] = await Promise.all([pageActor("mediate"), params]);
  const dispute = await orNotFound(getDispute(actor, disputeId));
  return (
    <>
      <Head dispute={dispute} />
      <div className="mt-7 grid gap-x-14 gap-y-10 xl:grid-cols-[minmax(0,1fr)_280px]">
        <div className="min-w-0 space-y-10">
          {dispute.next && (
            <IfNobodyActs tone="disputed">
              <SentenceText parts={dispute.next.sentence} />
            </IfNobodyActs>
          )}
          <DisputeRecord dispute={dispute} />
          <Steps dispute={dispute} />
        </div>
        <aside aria-label="Facts and evidence" className="min-w-0 space-y-9">
          <Facts dispute={dispute} />
          <Evidence contractId={dispute.contractId} />
        </aside>
      </div>
    </>
  );
}

function Head({ dispute: { jobTitle, milestoneTitle, amountCents, client, freelancer } }: Shown) {
  return (
    <PageHeader
      eyebrow={
        <Link href="/admin/disputes" className="link">
          Disputes
        </Link>
      }
      title={<bdi>{milestoneTitle ? `${jobTitle} · ${milestoneTitle}` : jobTitle}</bdi>}
      meta={
        <p>
          {formatCents(amountCents)} between <bdi>{client.name}</bdi> (client) and{" "}
          <bdi>{freelancer.name}</bdi> (freelancer)
        </p>
      }
    />
  );
}

type Shown = { dispute: DisputeView };

function Steps({ dispute }: Shown) {
  const { refusals, state, statements, decisions, outcome } = dispute;
  const refused = refusals.decide;
  return (
    <SettledHere state={`${state} ${statements.length} ${decisions.length}`}>
      {refusals.ask_question === null && <AskQuestion dispute={dispute} />}
      {refused === null && <DecideForm dispute={dispute} />}
      {refused?.code === "other_mediator" && (
        <FormMessage tone="note">
          {new DomainError(refused.code, refused.details).message}
        </FormMessage>
      )}
      {outcome && (
        <FormMessage tone="note">
          It is over since <Time at={outcome.at} format="long" inline />.
        </FormMessage>
      )}
    </SettledHere>
  );
}

/** The money and the days, in figures. */
function Facts({ dispute }: Shown) {
  const { createdAt, undisputedCents, next, middle, outcome } = dispute;
  return (
    <MiniSection title="Facts">
      <dl className="mb-4 divide-y divide-line border-y border-line text-sm">
        <Fact label="Opened">
          <Time at={createdAt} format="date" />
        </Fact>
        <Fact label="Disputed">{formatCents(dispute.amountCents)}</Fact>
        <Fact label="Held beside it">{formatCents(undisputedCents)}</Fact>
        {next && (
          <Fact label="Ends by itself">
            <Time at={next.at} format="datetime" />
          </Fact>
        )}
      </dl>
      {middle && !outcome && (
        <>
          <p className="mb-2 text-sm text-ink-2">The middle of the last offers:</p>
          <SplitLines dispute={dispute} split={middle} />
        </>
      )}
      {outcome?.split && (
        <>
          <p className="mb-2 text-sm text-ink-2">What it came to:</p>
          <SplitLines dispute={dispute} split={outcome.split} />
        </>
      )}
    </MiniSection>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-2">
      <dt className="text-ink-2">{label}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
