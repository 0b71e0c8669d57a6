import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { Facts } from "#components/ui/facts";
import { Link } from "#components/ui/link";
import { LinkedText } from "#components/ui/linked-text";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { orNotFound, pageActor } from "#lib/edge/page";
import { isId } from "#lib/ids";
import { MAIL_WORDS } from "#lib/mail/policy";
import { getMail } from "#lib/mail/queries";

export const metadata: Metadata = { title: "Mail" };

/** One mail, as plain text with its links. */
export default function MailPage({ params }: PageProps<"/admin/outbox/[mailId]">) {
  return (
    <div className="page">
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="h-96 max-w-lg" />
          </Loading>
        }
      >
        <Mail params={params} />
      </Suspense>
    </div>
  );
}

async function Mail({ params }: Pick<PageProps<"/admin/outbox/[mailId]">, "params">) {
  const actor = await pageActor("operate");
  const { mailId } = await params;
  if (!isId("mal", mailId)) notFound();
  const mail = await orNotFound(getMail(actor, { mailId }));
  return (
    <div className="flex max-w-lg flex-col gap-6">
      <PageHeader
        eyebrow={
          <Link href="/admin/outbox" className="link">
            Outbox
          </Link>
        }
        title={<bdi>{mail.subject}</bdi>}
      />
      <Facts
        facts={[
          { label: "To", value: <bdi>{mail.toAddress}</bdi> },
          { label: "State", value: MAIL_WORDS[mail.status] },
          { label: "Written", value: <Time at={mail.createdAt} format="datetime" /> },
        ]}
      />
      <div className="rounded border border-line bg-sheet p-5 break-words whitespace-pre-wrap">
        <LinkedText text={mail.body} />
      </div>
    </div>
  );
}
