import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { FormMessage } from "#components/ui/form-message";
import { PageHeader, Row, Rows, Section } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { Time } from "#components/ui/time";
import { pageActor } from "#lib/edge/page";
import { KIND_WORDS, REASON_WORDS } from "#lib/moderation/policy";
import { listOwnReports, listOwnSanctions } from "#lib/moderation/queries/own";
import { type OwnReportView, type SanctionView, WORDS_MAX } from "#lib/moderation/schema";
import { Sanction } from "../../sanction.tsx";
import { BackToSettings } from "../back-to-settings.tsx";
import { appealAction, readSanctionAction } from "./actions.ts";

type Props = PageProps<"/settings/standing">;

export const metadata: Metadata = { title: "Reports and decisions" };

/** What a person reported and what became of it, and what moderators decided about them. */
export default function StandingPage({ searchParams }: Props) {
  return (
    <div className="page">
      <div className="flex max-w-2xl flex-col gap-10">
        <PageHeader eyebrow={<BackToSettings />} title="Reports and decisions" />
        <Suspense
          fallback={
            <Loading label="Loading reports and decisions">
              <Skeleton className="h-72" />
            </Loading>
          }
        >
          <Standing searchParams={searchParams} />
        </Suspense>
      </div>
    </div>
  );
}

async function Standing({ searchParams }: Pick<Props, "searchParams">) {
  const [actor, { sent }] = await Promise.all([pageActor(), searchParams]);
  const [sanctions, reports] = await Promise.all([listOwnSanctions(actor), listOwnReports(actor)]);
  return (
    <>
      {sent === "1" && (
        <FormMessage tone="note">
          <p role="status">Your report is sent. You are told what becomes of it.</p>
        </FormMessage>
      )}
      <Section
        title="About you"
        note="What moderators have decided. Contracts can always be finished or settled, and what is yours withdrawn."
      >
        {sanctions.length === 0 ? (
          <EmptyState title="Nothing has been decided about you">
            If it ever is, the rule, the facts, the end and the way to appeal are here.
          </EmptyState>
        ) : (
          <Rows>
            {sanctions.map((sanction) => (
              <Row key={sanction.sanctionId}>
                <Sanction sanction={sanction}>
                  <Answer sanction={sanction} />
                </Sanction>
              </Row>
            ))}
          </Rows>
        )}
      </Section>
      <Section title="What you reported">
        {reports.length === 0 ? (
          <EmptyState title="You have reported nothing">
            Jobs, profiles, reviews and messages can be reported where they stand.
          </EmptyState>
        ) : (
          <Rows>
            {reports.map((report) => (
              <Row key={report.reportId}>
                <OwnReport report={report} />
              </Row>
            ))}
          </Rows>
        )}
      </Section>
    </>
  );
}

/** What its person can say to a sanction. */
function Answer({ sanction }: { sanction: SanctionView }) {
  const { sanctionId, appeal, readAt, acts, isInForce } = sanction;
  return (
    <>
      {appeal && appeal.outcome === null && (
        <p className="text-sm text-ink-2">Another moderator decides about your appeal.</p>
      )}
      {isInForce && readAt === null && acts.length === 0 && (
        <ActionForm action={readSanctionAction} announce="toast">
          <input type="hidden" name="sanctionId" value={sanctionId} />
          <SubmitButton variant="plain" size="sm" wide={false}>
            I have read this
          </SubmitButton>
        </ActionForm>
      )}
      {!appeal && isInForce && (
        <details className="mt-1">
          <summary className="link w-fit cursor-pointer">Appeal</summary>
          <ActionForm action={appealAction} className="mt-3">
            <input type="hidden" name="sanctionId" value={sanctionId} />
            <Field
              name="words"
              label="Why this is wrong"
              help="You can appeal once. Somebody else than who decided reads it, and answers with reasons."
            >
              <Textarea rows={4} maxLength={WORDS_MAX} />
            </Field>
            <div>
              <SubmitButton wide="phone">Send the appeal</SubmitButton>
            </div>
          </ActionForm>
        </details>
      )}
    </>
  );
}

function OwnReport({ report }: { report: OwnReportView }) {
  const { kind, title, reason, createdAt, outcome, word } = report;
  return (
    <div className="measure">
      <p className="font-semibold">
        {KIND_WORDS[kind]}: <bdi>{title}</bdi>
      </p>
      <p className="text-sm text-ink-2">
        {REASON_WORDS[reason]} · <Time at={createdAt} format="datetime" />
      </p>
      <p className="mt-1.5">
        {outcome === null && "Nobody has decided about it yet."}
        {outcome === "acted" && "A moderator has acted on it."}
        {outcome === "no_action" && "Nothing was done."} {word !== "" && <bdi>{word}</bdi>}
      </p>
    </div>
  );
}
