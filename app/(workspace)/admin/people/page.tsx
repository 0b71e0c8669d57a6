import type { Metadata } from "next";
import { Suspense } from "react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";
import { PageHeader, Row, Rows, Section } from "#components/ui/section";
import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";
import { Tag } from "#components/ui/tag";
import { ROLE_NAMES } from "#lib/auth/actor";
import { pageActor } from "#lib/edge/page";
import { findPeople } from "#lib/operations/queries/people";
import type { PersonRow } from "#lib/operations/schema";

export const metadata: Metadata = { title: "People" };

const LONGEST = 200;

/** Everybody with an account, for whoever looks after them. */
export default function PeoplePage({ searchParams }: PageProps<"/admin/people">) {
  return (
    <div className="page">
      <PageHeader title="People" className="mb-7" />
      <Suspense
        fallback={
          <Loading>
            <SkeletonRows count={6}>
              <Skeleton className="h-10 w-72 max-w-[80%]" />
            </SkeletonRows>
          </Loading>
        }
      >
        <People searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function People({ searchParams }: Pick<PageProps<"/admin/people">, "searchParams">) {
  const [actor, { q }] = await Promise.all([pageActor("seePeople"), searchParams]);
  const typed = typeof q === "string" ? q.trim().slice(0, LONGEST) : "";
  const { people, hasMore } = await findPeople(actor, typed);
  return (
    <div className="flex flex-col gap-7">
      <form
        method="get"
        action="/admin/people"
        aria-label="Find people"
        className="flex flex-col gap-4 md:flex-row md:items-end"
      >
        <Field
          name="q"
          label="Name, company, handle or e-mail"
          help="As it begins; a last name will do."
          optional
          className="md:w-96"
        >
          <Input
            key={typed}
            type="search"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={typed}
          />
        </Field>
        <Button type="submit" wide="phone">
          Find
        </Button>
      </form>
      {people.length === 0 ? (
        <EmptyState title="Nobody found">
          No name, company, handle or e-mail address begins with this.
        </EmptyState>
      ) : (
        <Section
          title={typed === "" ? "The newest" : "Found"}
          {...(hasMore && typed !== ""
            ? { note: "There are more. Type more of the name or the address." }
            : {})}
        >
          <Rows>
            {people.map((person) => (
              <PersonLine key={person.userId} person={person} />
            ))}
          </Rows>
        </Section>
      )}
    </div>
  );
}

function PersonLine({ person }: { person: PersonRow }) {
  const { userId, name, companyName, email, role, leftAt } = person;
  return (
    <Row>
      <div className="flex items-baseline justify-between gap-4">
        <Link
          href={`/admin/people/${userId}`}
          className="stretched min-w-0 rounded-sm font-semibold break-words"
        >
          <bdi>{companyName ?? name}</bdi>
        </Link>
        <Tag className="flex-none">{leftAt ? "Left" : ROLE_NAMES[role]}</Tag>
      </div>
      <p className="mt-0.5 text-sm wrap-anywhere text-ink-2">
        {companyName !== null && companyName !== name && (
          <>
            <bdi>{name}</bdi> ·{" "}
          </>
        )}
        {email}
      </p>
    </Row>
  );
}
