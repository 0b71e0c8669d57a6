import { ActionForm } from "#components/ui/action-form";
import { EmptyState } from "#components/ui/empty-state";
import { Row, Rows, Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { listReports } from "#lib/conversations/list-reports";
import type { ReportView } from "#lib/conversations/schema";
import { pageActor } from "#lib/page";
import { resolveReportAction } from "./actions.ts";

/** What people told the operator about conversations: the words reported, never the conversation around them. */
export async function Reports() {
  const reports = await listReports(await pageActor("admin"));
  return (
    <Section title="Reported conversations" className="mt-10">
      {reports.length > 0 ? (
        <Rows>
          {reports.map((report) => (
            <Row key={report.reportId} className="flex flex-wrap items-start gap-x-4 gap-y-2">
              <Report report={report} />
              <ActionForm
                action={resolveReportAction}
                label={`Mark the report by ${report.reporter.name} as dealt with`}
                announce="toast"
                className="ml-auto"
              >
                <input type="hidden" name="reportId" value={report.reportId} />
                <SubmitButton variant="plain" size="sm" wide={false}>
                  Mark as dealt with
                </SubmitButton>
              </ActionForm>
            </Row>
          ))}
        </Rows>
      ) : (
        <EmptyState title="Nothing is reported">
          What people report about a conversation or a message waits here until you have dealt with
          it.
        </EmptyState>
      )}
    </Section>
  );
}

function Report({ report }: { report: ReportView }) {
  const { reporter, about, jobTitle, reason, quotedBody, createdAt } = report;
  return (
    <div className="measure min-w-0">
      <p className="font-medium">
        {reporter.name} about {about.name}
      </p>
      <p className="text-sm text-ink-2">
        {jobTitle} · <Time at={createdAt} format="datetime" />
      </p>
      <p className="prose-text mt-2">{reason}</p>
      {quotedBody !== null && (
        <blockquote className="prose-text mt-2 border-l-2 pl-3 text-ink-2">
          {quotedBody === "" ? "A message without words" : quotedBody}
        </blockquote>
      )}
    </div>
  );
}
