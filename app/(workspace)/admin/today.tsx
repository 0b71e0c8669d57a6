import type { Route } from "next";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { Facts } from "#components/ui/facts";
import { Link } from "#components/ui/link";
import { Row, Rows, Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { pageActor } from "#lib/edge/page";
import { sizeText } from "#lib/files/file-kind";
import { getToday } from "#lib/operations/queries/today";
import type { Need, NeedKind, Standing } from "#lib/operations/schema";

const number = new Intl.NumberFormat("en");

type Words = {
  readonly href: Route;
  readonly one: string;
  readonly many: string;
  /** What is left out where it says nothing: "1 The ledger does not add up". */
  readonly isUncounted?: boolean;
};

const WORDS: Readonly<Record<NeedKind, Words>> = {
  disputes: {
    href: "/admin/disputes",
    one: "dispute waiting for a mediator",
    many: "disputes waiting for a mediator",
  },
  reports: { href: "/admin/reports", one: "reported thing", many: "reported things" },
  appeals: { href: "/admin/reports?state=appealed", one: "appeal", many: "appeals" },
  tasks: { href: "/admin/tasks", one: "failed task", many: "failed tasks" },
  mails: { href: "/admin/outbox", one: "undelivered mail", many: "undelivered mails" },
  payments: {
    href: "/admin/payments",
    one: "payment on its way for too long",
    many: "payments on their way for too long",
  },
  differences: {
    href: "/admin/payments",
    one: "difference between the provider and our books",
    many: "differences between the provider and our books",
  },
  ledger: {
    href: "/admin/ledger",
    one: "mismatch in the ledger",
    many: "mismatches in the ledger",
  },
  ledgerLate: {
    href: "/admin/tasks",
    one: "The ledger was not recomputed last night",
    many: "",
    isUncounted: true,
  },
  reconciliationLate: {
    href: "/admin/payments",
    one: "Payments were not reconciled last night",
    many: "Payments were not reconciled last night",
    isUncounted: true,
  },
  disk: {
    href: "/admin",
    one: "Less than a tenth of the disk is free",
    many: "",
    isUncounted: true,
  },
};

/** What waits for this person, each with where it is dealt with, and how the instance stands. */
export async function Today() {
  const { needs, standing } = await getToday(await pageActor("enter"));
  return (
    <>
      {needs.length === 0 ? (
        <EmptyState title="Nothing needs you">
          What needs a person is here as soon as there is something.
        </EmptyState>
      ) : (
        <Section title="Needs you">
          <Rows>
            {needs.map((need) => (
              <NeedRow key={need.kind} need={need} />
            ))}
          </Rows>
        </Section>
      )}
      <StandingFacts standing={standing} />
    </>
  );
}

function NeedRow({ need: { kind, count, hasMore } }: { need: Need }) {
  const { href, one, many, isUncounted } = WORDS[kind];
  return (
    <Row>
      <Link href={href} className="stretched rounded-sm font-semibold">
        {!isUncounted && (
          <span className="num">
            {number.format(count)}
            {hasMore && "+"}{" "}
          </span>
        )}
        {count === 1 ? one : many}
      </Link>
    </Row>
  );
}

function StandingFacts({ standing }: { standing: Standing }) {
  const facts = factsOf(standing);
  return (
    facts.length > 0 && (
      <Section title="How it stands" className="mt-10">
        <Facts facts={facts} />
      </Section>
    )
  );
}

type Fact = { readonly label: string; readonly value: ReactNode; readonly note?: ReactNode };

function factsOf({ ledger, reconciliations, disk, versions }: Standing): Fact[] {
  return [
    ...(ledger ? [ledgerFact(ledger)] : []),
    ...reconciliations.map(({ provider, finishedAt }) => ({
      label: provider,
      value: finishedAt ? "Reconciled" : "Not reconciled yet",
      ...(finishedAt && { note: <Time at={finishedAt} format="datetime" /> }),
    })),
    ...(disk
      ? [
          {
            label: "Disk",
            value: `${sizeText(disk.freeBytes)} free`,
            note: `of ${sizeText(disk.totalBytes)}`,
          },
        ]
      : []),
    ...(versions
      ? [
          {
            label: "Versions",
            value: `Node.js ${versions.node}`,
            note: `PostgreSQL ${versions.database}`,
          },
        ]
      : []),
  ];
}

function ledgerFact({ last }: NonNullable<Standing["ledger"]>): Fact {
  if (!last) return { label: "Ledger", value: "Not recomputed yet", note: "It is every night." };
  return {
    label: "Ledger",
    value: last.mismatches === 0 ? "Adds up" : "Does not add up",
    note: <Time at={last.checkedAt} format="datetime" />,
  };
}
