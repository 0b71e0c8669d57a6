import type { Route } from "next";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { Row, Rows } from "#components/ui/section";
import { hasRight } from "#lib/auth/staff";
import { listReports } from "#lib/conversations/queries/reports";
import { pageActor } from "#lib/edge/page";
import { listFailedTasks } from "#lib/operations/queries";
import { countOpenDifferences } from "#lib/payments/queries/reconciliation";

const number = new Intl.NumberFormat("en");

type Need = { readonly label: string; readonly href: Route; readonly count: number };

/** What waits for this person, each with where it is dealt with. */
export async function Today() {
  const actor = await pageActor("enter");
  const may = (right: Parameters<typeof hasRight>[1]) => hasRight(actor.role, right);
  const [reports, tasks, differences] = await Promise.all([
    may("moderate") ? listReports(actor) : null,
    may("operate") ? listFailedTasks(actor) : null,
    may("keepBooks") ? countOpenDifferences(actor) : 0,
  ]);
  const all: Need[] = [
    { label: "Reports", href: "/admin/reports", count: reports?.total ?? 0 },
    { label: "Failed tasks", href: "/admin/tasks", count: tasks?.length ?? 0 },
    { label: "Differences to the provider", href: "/admin/payments", count: differences },
  ];
  const needs = all.filter(({ count }) => count > 0);
  if (needs.length === 0) {
    return <EmptyState title="Nothing needs you">What needs a person will be here.</EmptyState>;
  }
  return (
    <Rows>
      {needs.map(({ label, href, count }) => (
        <Row key={href} className="flex items-baseline justify-between gap-x-4">
          <Link href={href} className="stretched font-semibold">
            {label}
          </Link>
          <span className="num">{number.format(count)}</span>
        </Row>
      ))}
    </Rows>
  );
}
