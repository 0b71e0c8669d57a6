import type { Metadata } from "next";
import { Suspense } from "react";
import { Facts } from "#components/ui/facts";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { PageHeader, Row, Rows, Section } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { ROLE_NAMES } from "#lib/auth/actor";
import { orNotFound, pageActor } from "#lib/edge/page";
import { KIND_WORDS, REASON_WORDS } from "#lib/moderation/policy";
import { getCase } from "#lib/moderation/queries/cases";
import type { CaseView, ReportView } from "#lib/moderation/schema";
import { Quoted } from "../../../quoted.tsx";
import { Sanction } from "../../../sanction.tsx";
import { CaseRow } from "../../case-row.tsx";
import { Around } from "./around.tsx";
import { Decision } from "./decision.tsx";
import { SanctionSteps } from "./sanction-steps.tsx";

type Props = PageProps<"/admin/reports/[caseId]">;

export const metadata: Metadata = { title: "Case" };

/** One case: what was reported, about whom, what is known of them, and what is to be done. */
export default function CasePage({ params }: Props) {
  return (
    <div className="page">
      <Suspense
        fallback={
          <Loading label="Loading the case">
            <Skeleton className="h-96" />
          </Loading>
        }
      >
        <Case params={params} />
      </Suspense>
    </div>
  );
}

async function Case({ params }: Pick<Props, "params">) {
  const [actor, { caseId }] = await Promise.all([pageActor("moderate"), params]);
  const view = await orNotFound(getCase(actor, caseId));
  const { kind, title, reports, reportCount, sanction, viewer } = view;
  return (
    <div className="flex flex-col gap-10">
      <PageHeader
        eyebrow={
          <Link href="/admin/reports" className="hover:text-ink">
            Reports
          </Link>
        }
        title={
          <>
            {KIND_WORDS[kind]}: <bdi>{title}</bdi>
          </>
        }
        meta={<Outcome view={view} />}
      />
      {!viewer.isImpartial && (
        <FormMessage tone="note">
          You are part of this, or it is about somebody who keeps the house with you. Somebody else
          decides it.
        </FormMessage>
      )}
      <Section title={reportCount === 1 ? "1 report" : `${reportCount} reports`}>
        <Rows>
          {reports.map((report) => (
            <Row key={report.reportId}>
              <Report report={report} />
            </Row>
          ))}
        </Rows>
        <Around view={view} />
      </Section>
      <About view={view} />
      {sanction ? (
        <Section title="Decision">
          <Sanction sanction={sanction}>
            <SanctionSteps sanction={sanction} viewer={viewer} />
          </Sanction>
        </Section>
      ) : (
        view.outcome === null && viewer.isImpartial && <Decision view={view} />
      )}
    </div>
  );
}

function Outcome({ view: { outcome, openedAt, closedAt, word } }: { view: CaseView }) {
  return (
    <p className="measure">
      Since <Time at={openedAt} format="datetime" />.{" "}
      {closedAt !== null && (
        <>
          {outcome === "acted" ? "Acted on" : "Nothing done"},{" "}
          <Time at={closedAt} format="datetime" />
          {word !== "" && (
            <>
              : <bdi>{word}</bdi>
            </>
          )}
        </>
      )}
    </p>
  );
}

function Report({ report }: { report: ReportView }) {
  const { reporter, reason, words, quotedTitle, quotedBody, createdAt } = report;
  return (
    <div className="measure">
      <p className="font-semibold">{REASON_WORDS[reason]}</p>
      <p className="text-sm text-ink-2">
        <bdi>{reporter.name}</bdi> · <Time at={createdAt} format="datetime" />
      </p>
      {words !== "" && (
        <p dir="auto" className="prose-text mt-1.5">
          {words}
        </p>
      )}
      <Quoted title={quotedTitle} body={quotedBody} />
    </div>
  );
}

/** Whom it is about, and what was decided about them before. */
function About({ view: { about, earlierCases, earlierSanctions } }: { view: CaseView }) {
  return (
    <Section
      title={
        <>
          About{" "}
          <Link href={`/admin/people/${about.userId}`} className="link">
            <bdi>{about.name}</bdi>
          </Link>
        </>
      }
    >
      <Facts
        facts={[
          { label: "Role", value: ROLE_NAMES[about.role] },
          { label: "Member since", value: <Time at={about.memberSince} format="date" /> },
          { label: "Contracts", value: about.contractCount },
          { label: "Still open", value: about.openContractCount },
        ]}
      />
      {earlierSanctions.length > 0 && (
        <Rows className="mt-5">
          {earlierSanctions.map((sanction) => (
            <Row key={sanction.sanctionId}>
              <Sanction sanction={sanction} />
            </Row>
          ))}
        </Rows>
      )}
      {earlierCases.length > 0 && (
        <Rows className="mt-5">
          {earlierCases.map((row) => (
            <CaseRow key={row.caseId} row={row} />
          ))}
        </Rows>
      )}
      {earlierCases.length + earlierSanctions.length === 0 && (
        <p className="mt-3 text-ink-2">Nothing was reported of them before.</p>
      )}
    </Section>
  );
}
