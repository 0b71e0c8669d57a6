import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { RadioCards } from "#components/ui/choices";
import { EmptyState } from "#components/ui/empty-state";
import { Field, FieldGroup } from "#components/ui/field";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { orNotFound, pageActor } from "#lib/edge/page";
import { KIND_WORDS, REASON_WORDS } from "#lib/moderation/policy";
import { getReportable } from "#lib/moderation/queries/own";
import { type ReportableView, WORDS_MAX } from "#lib/moderation/schema";
import { FormSkeleton } from "../../form-skeleton.tsx";
import { Quoted } from "../../quoted.tsx";
import { reportAction } from "./actions.ts";

type Props = PageProps<"/report/[subject]">;

export const metadata: Metadata = { title: "Report", robots: { index: false } };

/** Tells the house about one thing. Needs no scripts. */
export default function ReportPage({ params }: Props) {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-7">
        <PageHeader
          title="Report"
          meta={
            <p className="measure">
              People who keep the house read it, and you are told what became of it. Whom it is
              about does not learn that it was you.
            </p>
          }
        />
        <Suspense fallback={<FormSkeleton label="What you report" />}>
          <Report params={params} />
        </Suspense>
      </div>
    </div>
  );
}

async function Report({ params }: Pick<Props, "params">) {
  const { subject } = await params;
  const actor = await pageActor();
  const thing = await orNotFound(getReportable(actor, decodeURIComponent(subject)));
  return (
    <>
      <Thing thing={thing} />
      {thing.isReported ? (
        <EmptyState title="You have reported this">
          Nobody has decided about it yet.{" "}
          <Link href="/settings/standing" className="link">
            See what you reported
          </Link>
        </EmptyState>
      ) : (
        <ReportForm subject={thing.subject} />
      )}
    </>
  );
}

function Thing({ thing: { kind, person, title, body } }: { thing: ReportableView }) {
  return (
    <section aria-label="What you report">
      <p className="text-sm text-ink-2">
        {KIND_WORDS[kind]} · <bdi>{person.name}</bdi>
      </p>
      <Quoted title={title} body={body} />
    </section>
  );
}

function ReportForm({ subject }: { subject: string }) {
  return (
    <ActionForm action={reportAction} label="Your report">
      <input type="hidden" name="subject" value={subject} />
      <FieldGroup name="reason" label="What is wrong?">
        <RadioCards
          choices={Object.entries(REASON_WORDS).map(([value, label]) => ({ value, label }))}
        />
      </FieldGroup>
      <Field
        name="words"
        label="In your words"
        optional
        help="What should somebody know who sees only this?"
      >
        <Textarea rows={4} maxLength={WORDS_MAX} />
      </Field>
      <div>
        <SubmitButton wide="phone">Send the report</SubmitButton>
      </div>
    </ActionForm>
  );
}
