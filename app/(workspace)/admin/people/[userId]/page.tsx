import type { Metadata } from "next";
import { Suspense } from "react";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Facts } from "#components/ui/facts";
import { Link } from "#components/ui/link";
import { PageHeader, Row, Rows, Section } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { ROLE_NAMES } from "#lib/auth/actor";
import { hasRight } from "#lib/auth/staff";
import { orNotFound, pageActor } from "#lib/edge/page";
import { getModerationOf } from "#lib/moderation/queries/cases";
import { getPerson } from "#lib/operations/queries/people";
import type { PersonContract, PersonRow, PersonView } from "#lib/operations/schema";
import { Sanction } from "../../../sanction.tsx";
import { AuditRows } from "../../audit-rows.tsx";
import { CaseRow } from "../../case-row.tsx";

export const metadata: Metadata = { title: "Person" };

/** One person's account, for whoever looks after people. */
export default function PersonPage({ params }: PageProps<"/admin/people/[userId]">) {
  return (
    <div className="page">
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="h-12 w-64" />
            <Skeleton className="mt-8 h-[92px]" />
          </Loading>
        }
      >
        <Person params={params} />
      </Suspense>
    </div>
  );
}

async function Person({ params }: Pick<PageProps<"/admin/people/[userId]">, "params">) {
  const actor = await pageActor("seePeople");
  const { userId } = await params;
  const person = await orNotFound(getPerson(actor, userId));
  return (
    <>
      <PageHeader
        eyebrow={
          <Link href="/admin/people" className="hover:text-ink">
            People
          </Link>
        }
        title={<bdi>{person.companyName ?? person.name}</bdi>}
        meta={
          <p className="wrap-anywhere">
            {person.companyName !== null && (
              <>
                <bdi>{person.name}</bdi> ·{" "}
              </>
            )}
            {person.email}
          </p>
        }
        actions={<PublicPage person={person} />}
        className="mb-8"
      />
      <Facts
        facts={[
          { label: "Role", value: ROLE_NAMES[person.role] },
          {
            label: "Account made",
            value: <Time at={person.createdAt} format="date" />,
            ...(person.leftAt && {
              note: (
                <>
                  ended <Time at={person.leftAt} format="date" />
                </>
              ),
            }),
          },
          {
            label: "Address",
            value: person.emailVerifiedAt ? "Confirmed" : "Not confirmed",
            ...(person.emailVerifiedAt && {
              note: <Time at={person.emailVerifiedAt} format="date" />,
            }),
          },
        ]}
      />
      {person.wallet && <Wallet wallet={person.wallet} />}
      {hasRight(actor.role, "moderate") && <Moderation userId={person.userId} />}
      <Contracts contracts={person.contracts} />
      {person.audit && <Audit userId={person.userId} entries={person.audit} />}
    </>
  );
}

/** What was reported of them, and what was decided. */
async function Moderation({ userId }: Pick<PersonRow, "userId">) {
  const { cases, sanctions } = await getModerationOf(await pageActor("moderate"), userId);
  return (
    <Section title="Reports and decisions" className="mt-10">
      {cases.length === 0 ? (
        <EmptyState title="Nothing was reported">
          What people report of them is here, with what was decided.
        </EmptyState>
      ) : (
        <Rows>
          {sanctions.map((sanction) => (
            <Row key={sanction.sanctionId}>
              <Sanction sanction={sanction} />
            </Row>
          ))}
          {cases.map((row) => (
            <CaseRow key={row.caseId} row={row} />
          ))}
        </Rows>
      )}
    </Section>
  );
}

function PublicPage({ person: { role, handle, onboardedAt } }: { person: PersonRow }) {
  if (onboardedAt === null) return null;
  if (role === "client") {
    return <ButtonLink href={`/clients/${handle}`}>Public page</ButtonLink>;
  }
  if (role !== "freelancer") return null;
  return <ButtonLink href={`/freelancers/${handle}`}>Public page</ButtonLink>;
}

function Wallet({ wallet }: { wallet: NonNullable<PersonView["wallet"]> }) {
  return (
    <Section title="Wallet" className="mt-10">
      <Facts
        facts={[
          { label: "Available", value: <Amount cents={wallet.availableCents} /> },
          { label: "Held", value: <Amount cents={wallet.heldCents} /> },
          { label: "Owed", value: <Amount cents={wallet.owedCents} /> },
        ]}
      />
    </Section>
  );
}

function Contracts({ contracts }: { contracts: readonly PersonContract[] }) {
  return (
    <Section title="Contracts" className="mt-10">
      {contracts.length === 0 ? (
        <EmptyState title="No contracts">The newest ten are listed here.</EmptyState>
      ) : (
        <Rows>
          {contracts.map((contract) => (
            <Row key={contract.contractId} className="flex flex-wrap justify-between gap-x-4">
              <div className="min-w-0">
                <p className="font-semibold break-words">
                  <bdi>{contract.jobTitle}</bdi>
                </p>
                <p className="text-sm text-ink-2">
                  with{" "}
                  <Link href={`/admin/people/${contract.otherId}`} className="link">
                    <bdi>{contract.otherName}</bdi>
                  </Link>
                </p>
              </div>
              <p className="text-sm text-ink-2">{stateOf(contract)}</p>
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}

function stateOf({ createdAt, completedAt, cancelledAt }: PersonContract) {
  if (cancelledAt) {
    return (
      <>
        Cancelled <Time at={cancelledAt} format="date" />
      </>
    );
  }
  if (completedAt) {
    return (
      <>
        Completed <Time at={completedAt} format="date" />
      </>
    );
  }
  return (
    <>
      Running since <Time at={createdAt} format="date" />
    </>
  );
}

function Audit({ userId, entries }: { userId: string; entries: NonNullable<PersonView["audit"]> }) {
  return (
    <Section
      title="Audit"
      aside={
        <Link href={`/admin/audit?person=${userId}`} className="link">
          All entries
        </Link>
      }
      className="mt-10"
    >
      {entries.length === 0 ? (
        <EmptyState title="No entries">What is changed about this account is here.</EmptyState>
      ) : (
        <AuditRows rows={entries} />
      )}
    </Section>
  );
}
