import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { HouseName } from "#components/ui/house-name";
import { Link } from "#components/ui/link";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader, Row, Rows } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { pageActor } from "#lib/edge/page";
import { MAIL_WORDS } from "#lib/mail/policy";
import { listOutbox } from "#lib/mail/queries";
import type { MailRow } from "#lib/mail/schema";

export const metadata: Metadata = { title: "Outbox" };

/** Every mail that WorkHub has written, sent or not. */
export default function OutboxPage({ searchParams }: PageProps<"/admin/outbox">) {
  return (
    <div className="page">
      <PageHeader
        title="Outbox"
        meta={
          <p className="measure">
            Every mail that <HouseName /> has written. Without <code>SMTP_URL</code> mail is sent to
            nobody and can be read here, with its links.
          </p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading label="Loading the outbox">
            <Skeleton className="h-96 max-w-lg" />
          </Loading>
        }
      >
        <Outbox searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Outbox({ searchParams }: Pick<PageProps<"/admin/outbox">, "searchParams">) {
  const [actor, { before }] = await Promise.all([pageActor("operate"), searchParams]);
  const place = typeof before === "string" ? before : undefined;
  const { rows, next } = await listOutbox(actor, place);
  if (rows.length === 0) {
    return (
      <EmptyState title="No mail yet">
        A minute after something happens that concerns somebody, its mail is here.
      </EmptyState>
    );
  }
  return (
    <div className="max-w-lg">
      <Rows>
        {rows.map((mail) => (
          <MailLine key={mail.mailId} mail={mail} />
        ))}
      </Rows>
      <LoadMore
        noun="mails"
        shown={rows.length}
        href={next === null ? null : `/admin/outbox?before=${next}`}
        firstHref={place === undefined ? null : "/admin/outbox"}
      />
    </div>
  );
}

function MailLine({ mail }: { mail: MailRow }) {
  const { mailId, subject, toAddress, status, attempts, lastError, createdAt } = mail;
  return (
    <Row>
      <div className="flex items-start justify-between gap-4">
        <Link href={`/admin/outbox/${mailId}`} className="stretched min-w-0 rounded-sm break-words">
          <bdi>{subject}</bdi>
        </Link>
        <Tag className="flex-none">{MAIL_WORDS[status]}</Tag>
      </div>
      <p className="mt-0.5 text-sm break-words text-ink-3">
        <bdi>{toAddress}</bdi> · <Time at={createdAt} inline />
        {attempts > 1 && ` · tried ${attempts} times`}
      </p>
      {lastError !== null && (
        <p className="mt-0.5 text-sm break-words text-ink-2">
          <bdi>{lastError}</bdi>
        </p>
      )}
    </Row>
  );
}
