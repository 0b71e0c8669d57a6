import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { EmptyState } from "#components/ui/empty-state";
import { LoadMore } from "#components/ui/load-more";
import { MiniSection, PageHeader, Rows } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { pageActor, pageTimeZone } from "#lib/edge/page";
import { LIST_MOST, LIST_PAGE } from "#lib/notifications/policy";
import { countUnread, listNotifications } from "#lib/notifications/queries";
import type { NotificationView } from "#lib/notifications/schema";
import { now } from "#lib/time";
import { timeText } from "#lib/time-text";
import { markAllReadAction } from "./actions.ts";
import { NotificationRow } from "./notification-row.tsx";

export const metadata: Metadata = { title: "Notifications" };

/** What the person was told, by days. */
export default function NotificationsPage({ searchParams }: PageProps<"/notifications">) {
  return (
    <div className="page">
      <div className="max-w-lg">
        <Suspense
          fallback={
            <>
              <PageHeader title="Notifications" className="mb-8" />
              <Loading label="Loading your notifications">
                <Skeleton className="h-96" />
              </Loading>
            </>
          }
        >
          <Notifications searchParams={searchParams} />
        </Suspense>
      </div>
    </div>
  );
}

async function Notifications({ searchParams }: Pick<PageProps<"/notifications">, "searchParams">) {
  const [actor, params, timeZone] = await Promise.all([pageActor(), searchParams, pageTimeZone()]);
  const before = typeof params.before === "string" ? params.before : undefined;
  const limit = readLimit(params.show);
  const [{ rows, next }, unread] = await Promise.all([
    listNotifications(actor, { before, limit }),
    countUnread(actor),
  ]);
  return (
    <>
      <PageHeader
        title="Notifications"
        className="mb-8"
        actions={
          unread > 0 && (
            <ActionForm action={markAllReadAction} announce="toast">
              <SubmitButton variant="quiet" pendingLabel="Marking…">
                Mark all as read
              </SubmitButton>
            </ActionForm>
          )
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={before ? "No older notifications" : "Nothing yet"}>
          Proposals, messages, work, money and deadlines: whatever happens on your jobs is told
          here.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          {byDay(rows, timeZone).map(({ day, rows }) => (
            <MiniSection key={day} title={day}>
              <Rows>
                {rows.map((row) => (
                  <NotificationRow key={row.notificationId} notification={row} />
                ))}
              </Rows>
            </MiniSection>
          ))}
          {(next !== null || before !== undefined) && (
            <LoadMore
              noun="notifications"
              shown={rows.length}
              href={next === null ? null : `/notifications?${nextQuery(limit, before, next)}`}
              firstHref={before === undefined ? null : "/notifications"}
            />
          )}
        </div>
      )}
    </>
  );
}

function byDay(rows: readonly NotificationView[], timeZone: string) {
  const present = now();
  const days: { day: string; rows: NotificationView[] }[] = [];
  for (const row of rows) {
    const day = timeText(row.at, "day", timeZone, present);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}

function readLimit(show: string | string[] | undefined): number {
  const wanted = typeof show === "string" && /^\d{1,3}$/.test(show) ? Number(show) : LIST_PAGE;
  return Math.min(Math.max(wanted, LIST_PAGE), LIST_MOST);
}

/** The same page with more rows or, once it is full, the next one. */
function nextQuery(limit: number, before: string | undefined, next: string): string {
  const query = new URLSearchParams();
  if (limit < LIST_MOST) {
    query.set("show", String(Math.min(limit * 2, LIST_MOST)));
    if (before) query.set("before", before);
  } else query.set("before", next);
  return query.toString();
}
