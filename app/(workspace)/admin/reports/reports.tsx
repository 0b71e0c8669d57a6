import { ActionForm } from "#components/ui/action-form";
import { EmptyState } from "#components/ui/empty-state";
import { LoadMore } from "#components/ui/load-more";
import { Row, Rows, Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { listReports } from "#lib/conversations/queries/reports";
import type { ReportView } from "#lib/conversations/schema";
import { pageActor } from "#lib/edge/page";
import { readAfter } from "#lib/paging";
import { resolveReportAction } from "../actions.ts";

/** What people told the operator about conversations: the reported words, never the conversation around them. */
export async function Reports({ searchParams }: Pick<PageProps<"/admin/reports">, "searchParams">) {
  const [actor, { after: asked }] = await Promise.all([pageActor("moderate"), searchParams]);
  const after = readAfter(asked);
  const { rows: reports, total, next } = await listReports(actor, after);
  if (total === 0) {
    return (
      <Section title="Reported conversations">
        <EmptyState title="No reports">
          Conversations and messages that people report are listed here until you mark them as dealt
          with.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title="Reported conversations" note="The oldest first.">
      <Rows>
        {reports.map((report) => (
          <Row key={report.reportId} className="flex flex-wrap items-start gap-x-4 gap-y-2">
            <Report report={report} />
            <ActionForm action={resolveReportAction} announce="toast" className="ml-auto">
              <input type="hidden" name="reportId" value={report.reportId} />
              <SubmitButton variant="plain" size="sm" wide={false}>
                Mark as dealt with
                <span className="sr-only">
                  : the report by <bdi>{report.reporter.name}</bdi>
                </span>
              </SubmitButton>
            </ActionForm>
          </Row>
        ))}
      </Rows>
      {(next !== null || after !== undefined) && (
        <LoadMore
          noun="reports"
          shown={reports.length}
          total={total}
          href={next === null ? null : `/admin/reports?after=${next}`}
          firstHref={after === undefined ? null : "/admin/reports"}
        />
      )}
    </Section>
  );
}

function Report({ report }: { report: ReportView }) {
  const { reporter, about, jobTitle, reason, quotedBody, createdAt } = report;
  return (
    <div className="measure min-w-0">
      <p className="font-semibold">
        <bdi>{reporter.name}</bdi> about <bdi>{about.name}</bdi>
      </p>
      <p className="text-sm text-ink-2">
        <bdi>{jobTitle}</bdi> · <Time at={createdAt} format="datetime" />
      </p>
      <p dir="auto" className="prose-text mt-2">
        {reason}
      </p>
      {quotedBody !== null && (
        <blockquote dir="auto" className="prose-text mt-2 border-l-2 pl-3 text-ink-2">
          {quotedBody === "" ? "A message without words" : quotedBody}
        </blockquote>
      )}
    </div>
  );
}
