import type { Metadata } from "next";
import { Suspense } from "react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader, Rows } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { pageActor } from "#lib/edge/page";
import { countWaiting, listCases } from "#lib/moderation/queries/cases";
import { CASE_STATES, type CaseFilter, type CaseState } from "#lib/moderation/schema";
import { readAfter } from "#lib/paging";
import { CaseRow } from "../case-row.tsx";

type Props = PageProps<"/admin/reports">;

export const metadata: Metadata = { title: "Reports" };

/** What people have reported, gathered into cases, and appeals against what was decided. */
export default function ReportsPage({ searchParams }: Props) {
  return (
    <div className="page">
      <PageHeader
        title="Reports"
        meta={
          <p className="measure">
            All reports of one thing are one case. Who reported is told what became of it, and whom
            it is about can appeal to another moderator.
          </p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading label="Loading the cases">
            <Skeleton className="h-96" />
          </Loading>
        }
      >
        <Cases searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Cases({ searchParams }: Pick<Props, "searchParams">) {
  const [actor, { state, person, after: asked }] = await Promise.all([
    pageActor("moderate"),
    searchParams,
  ]);
  const filter: CaseFilter = {
    state: CASE_STATES.find((known) => known === state) ?? "open",
    person: typeof person === "string" ? person.trim().slice(0, 300) : "",
  };
  const after = readAfter(asked);
  const [{ rows, total, next }, waiting] = await Promise.all([
    listCases(actor, filter, after),
    countWaiting(actor),
  ]);
  return (
    <div className="flex flex-col gap-5">
      <Filters filter={filter} waiting={waiting} />
      {rows.length === 0 ? (
        <EmptyState title={EMPTY[filter.state]}>
          Jobs, profiles, reviews, messages and conversations that people report are listed here.
        </EmptyState>
      ) : (
        <div>
          <Rows>
            {rows.map((row) => (
              <CaseRow key={row.caseId} row={row} />
            ))}
          </Rows>
          {(next !== null || after !== undefined) && (
            <LoadMore
              noun="cases"
              shown={rows.length}
              total={total}
              href={next === null ? null : addressOf(filter, next)}
              firstHref={after === undefined ? null : addressOf(filter, null)}
            />
          )}
        </div>
      )}
    </div>
  );
}

const EMPTY: Readonly<Record<CaseState, string>> = {
  open: "No case waits",
  appealed: "No appeal waits",
  decided: "Nothing has been decided",
};

function Filters({
  filter: { state, person },
  waiting,
}: {
  filter: CaseFilter;
  waiting: { cases: number; appeals: number };
}) {
  return (
    <form
      method="get"
      action="/admin/reports"
      aria-label="Find cases"
      className="flex flex-col gap-4 md:flex-row md:items-end"
    >
      <Field name="state" label="Which" className="md:w-64">
        <Select
          key={state}
          defaultValue={state}
          options={[
            { value: "open", label: `Waiting (${waiting.cases})` },
            { value: "appealed", label: `Appealed (${waiting.appeals})` },
            { value: "decided", label: "Decided" },
          ]}
        />
      </Field>
      <Field name="person" label="About" optional className="md:w-80">
        <Input
          key={person}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="Name, e-mail address or id"
          defaultValue={person}
        />
      </Field>
      <Button type="submit" wide="phone">
        Show
      </Button>
    </form>
  );
}

function addressOf({ state, person }: CaseFilter, after: string | null) {
  const query = new URLSearchParams({ state });
  if (person !== "") query.set("person", person);
  if (after !== null) query.set("after", after);
  return `/admin/reports?${query}` as const;
}
