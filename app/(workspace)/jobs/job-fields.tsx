"use client";
"use no memo";

import type { ReactNode } from "react";
import { MoneyLine } from "#components/money/money-line";
import { RadioCards } from "#components/ui/choices";
import { Facts } from "#components/ui/facts";
import { Field, FieldGroup } from "#components/ui/field";
import { FormMessage } from "#components/ui/form-message";
import { Input } from "#components/ui/input";
import { MoneyInput } from "#components/ui/money-input";
import { Select } from "#components/ui/select";
import { TagInput } from "#components/ui/tag-input";
import { Textarea } from "#components/ui/textarea";
import { house } from "#lib/house";
import { offeredCategories } from "#lib/jobs/categories";
import { releaseStations, releaseText } from "#lib/jobs/describe-job";
import { DESCRIPTION_MIN, MAX_ROUNDS, MAX_SKILLS, TITLE_MIN } from "#lib/jobs/policy";
import { MAX_QUESTIONS } from "#lib/jobs/questions";
import { formatCents } from "#lib/money";
import { draftBudget, draftRule, type JobDraft } from "./job-draft.tsx";
import { QuestionFields } from "./question-fields.tsx";

/** What is needed, for how much, and when it is paid: three steps on one page. */
export function JobFields({
  initial,
  draft,
  skills,
  areTermsFixed,
  attachments,
}: {
  initial: JobDraft;
  draft: JobDraft;
  skills: readonly string[];
  areTermsFixed: boolean;
  attachments: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-10">
      <Part title="What you need">
        <Field
          name="title"
          label="Title"
          help={`The result in one line, in ${TITLE_MIN} characters or more: “Make our checkout usable with a screen reader”.`}
        >
          <Input defaultValue={initial.title} maxLength={120} autoComplete="off" />
        </Field>
        <Field name="category" label="Category" className="max-w-md">
          <Select
            options={offeredCategories([initial.category])}
            placeholder="Choose a category"
            defaultValue={initial.category}
          />
        </Field>
        <Field
          name="skills"
          label="Skills"
          help={`What the freelancer must be able to do, up to ${MAX_SKILLS}. Freelancers with these skills see your job first.`}
        >
          <TagInput defaultValue={initial.skills} suggestions={skills} max={MAX_SKILLS} />
        </Field>
        <Field
          name="description"
          label="Description"
          help={`What you have today, what you want in the end, how you will know it is done, and what you provide: access, texts, someone to ask; ${DESCRIPTION_MIN} characters or more.`}
        >
          <Textarea
            defaultValue={initial.description}
            minLength={DESCRIPTION_MIN}
            maxLength={8000}
            rows={10}
          />
        </Field>
        <Field
          name="checklist"
          label="Checklist"
          optional
          help="What you will check before you approve, an item a line. The freelancer ticks the items when submitting."
        >
          <Textarea defaultValue={initial.checklist} rows={4} maxLength={4000} />
        </Field>
        {attachments}
      </Part>
      <Part title="When you need it">
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            name="timelineDays"
            label="Timeline in days"
            help="How long the work may take from the day you hire."
          >
            <Input
              defaultValue={initial.timelineDays}
              inputMode="numeric"
              autoComplete="off"
              className="max-w-60"
            />
          </Field>
          <Field name="deadlineAt" label="Needed by" optional help="Only if the date cannot move.">
            <Input
              type="date"
              max="9999-12-31"
              defaultValue={initial.deadlineAt}
              className="max-w-60"
            />
          </Field>
        </div>
      </Part>
      <Part title="Budget and payment">
        {areTermsFixed ? <FixedTerms draft={initial} /> : <Terms initial={initial} draft={draft} />}
      </Part>
      <Part
        title="Questions to freelancers"
        note={
          areTermsFixed
            ? "Who has applied keeps the answers, with the words that they answer, and is asked to answer what is new."
            : `Up to ${MAX_QUESTIONS}, for everyone who applies. You compare the answers side by side.`
        }
      >
        <QuestionFields initial={initial} />
      </Part>
    </div>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-5">
      <h2 className="border-b border-line pb-2 text-2xl">{title}</h2>
      {note && <p className="measure -mt-2 text-sm text-ink-2">{note}</p>}
      {children}
    </section>
  );
}

function Terms({ initial, draft }: { initial: JobDraft; draft: JobDraft }) {
  const { releaseRule } = draftRule(draft);
  return (
    <>
      <Field
        name="budgetCents"
        label="Budget"
        help="A fixed price. Freelancers may ask for less or more; you choose. Nothing is paid before you hire."
      >
        <MoneyInput defaultValue={initial.budgetCents} />
      </Field>
      <FieldGroup name="releaseRule" label="When the freelancer is paid">
        <RadioCards
          columns={2}
          defaultValue={initial.releaseRule}
          choices={[
            {
              value: "on_submission",
              label: "On submission",
              help: "As soon as work is submitted. Simple and fast, but you can no longer request changes while the money is held.",
            },
            {
              value: "on_approval",
              label: "On approval",
              help: "When you approve the work. Until then you can request changes.",
            },
          ]}
        />
      </FieldGroup>
      <Field
        name="reviewWindowDays"
        label="Time to review"
        help={
          releaseRule === "on_submission"
            ? "If you do not answer within this time, the job completes by itself."
            : "If you do not answer within this time, the money is released and the job completes by itself."
        }
      >
        <Select
          className="max-w-60"
          defaultValue={initial.reviewWindowDays}
          options={windowOptions(initial.reviewWindowDays)}
        />
      </Field>
      {releaseRule === "on_approval" && (
        <Field
          name="rounds"
          label="Requests for changes"
          help="How often you can send the work back. More than that needs the freelancer’s agreement."
        >
          <Select
            className="max-w-60"
            defaultValue={initial.rounds}
            options={ROUNDS.map((rounds) => ({ value: rounds, label: timesText(rounds) }))}
          />
        </Field>
      )}
      <LiveMoneyLine draft={draft} />
    </>
  );
}

const ROUNDS = [...Array(MAX_ROUNDS + 1).keys()].map(String);

function timesText(rounds: string): string {
  if (rounds === "0") return "None";
  return rounds === "1" ? "Once" : rounds === "2" ? "Twice" : `${rounds} times`;
}

/** What is offered now, and what the job has. */
function windowOptions(present: string) {
  const days = new Set([...house().reviewWindows.map(String), present]);
  return [...days]
    .filter(Boolean)
    .sort((a, b) => Number(a) - Number(b))
    .map((each) => ({ value: each, label: `${each} days` }));
}

/** The path of the money as chosen so far. */
function LiveMoneyLine({ draft }: { draft: JobDraft }) {
  const budget = draftBudget(draft);
  const { releaseRule, reviewWindowDays } = draftRule(draft);
  const notes = releaseStations(releaseRule, reviewWindowDays);
  const amount = budget ? formatCents(budget) : "the price";
  return (
    <div className="rounded bg-sunk px-4 py-4 sm:px-5">
      <MoneyLine
        place="nowhere"
        client={{ name: "You", note: `pay ${amount} when hiring` }}
        held={{ note: notes.held }}
        freelancer={{ name: "Freelancer", note: notes.freelancer }}
      />
      <p className="measure mt-3 text-sm text-ink-2">
        {releaseText(releaseRule, reviewWindowDays, "client")}
      </p>
    </div>
  );
}

/** People have applied on these terms, so they are shown and sent along, but cannot be changed. */
function FixedTerms({ draft }: { draft: JobDraft }) {
  const budget = draftBudget(draft);
  const { releaseRule, reviewWindowDays } = draftRule(draft);
  return (
    <>
      <FormMessage tone="note">
        Freelancers have applied on these terms, so they stay as they are. To change them, close
        this job and post a new one.
      </FormMessage>
      <Facts
        facts={[
          { label: "Budget", value: budget ? formatCents(budget) : "" },
          {
            label: "Paid",
            value: releaseRule === "on_submission" ? "On submission" : "On approval",
          },
          { label: "Time to review", value: `${reviewWindowDays} days` },
        ]}
      />
      <p className="measure text-sm text-ink-2">
        {releaseText(releaseRule, reviewWindowDays, "client")}
      </p>
      <input type="hidden" name="budgetCents" value={draft.budgetCents} />
      <input type="hidden" name="releaseRule" value={draft.releaseRule} />
      <input type="hidden" name="reviewWindowDays" value={draft.reviewWindowDays} />
      <input type="hidden" name="rounds" value={draft.rounds} />
    </>
  );
}
