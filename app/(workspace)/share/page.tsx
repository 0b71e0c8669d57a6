import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { Avatar } from "#components/ui/avatar";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { FormMessage } from "#components/ui/form-message";
import { HouseName } from "#components/ui/house-name";
import { Link } from "#components/ui/link";
import { PageHeader, Row, Rows, Section } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { isStaff } from "#lib/auth/staff";
import { listContracts } from "#lib/contracts/queries/contracts";
import { listInbox } from "#lib/conversations/queries/inbox";
import { pageActor } from "#lib/edge/page";
import { previewPath } from "#lib/files/paths";
import { SHARED_HASH } from "#lib/phone/client/take-shared-things";

export const metadata: Metadata = { title: "Share" };

type Props = PageProps<"/share">;

/** What another app has shared waits on the device; here the person chooses where it goes. */
export default function SharePage({ searchParams }: Props) {
  return (
    <div className="page">
      <PageHeader
        title="Where should it go?"
        meta={
          <p className="measure">
            What you shared is still only on this device. You see it once more before it is sent.
          </p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading label="Loading your conversations">
            <Skeleton className="h-64 max-w-lg" />
          </Loading>
        }
      >
        <Places searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Places({ searchParams }: Pick<Props, "searchParams">) {
  const [actor, asked] = await Promise.all([pageActor(), searchParams]);
  if (isStaff(actor.role)) notFound();
  const [{ rows }, { groups }] = await Promise.all([listInbox(actor), listContracts(actor)]);
  const submitting = Object.values(groups)
    .flat()
    .filter(({ status, viewer }) => viewer === "freelancer" && status === "in_progress");
  return (
    <div className="flex max-w-lg flex-col gap-10">
      <Trouble asked={asked} />
      {submitting.length > 0 && (
        <Section title="Into work that you submit">
          <Rows>
            {submitting.map(({ contractId, jobTitle, other }) => (
              <Row key={contractId}>
                <Link
                  href={`/contracts/${contractId}${SHARED_HASH}`}
                  className="stretched font-semibold"
                >
                  <bdi>{jobTitle}</bdi>
                </Link>
                <p className="text-sm text-ink-2">
                  for <bdi>{other.name}</bdi>
                </p>
              </Row>
            ))}
          </Rows>
        </Section>
      )}
      <Section title="Into a message">
        {rows.length > 0 ? (
          <Rows>
            {rows.map(({ conversationId, jobTitle, other }) => (
              <Row key={conversationId} className="flex items-center gap-3">
                <Avatar
                  name={other.name}
                  src={other.avatarFileId && previewPath(other.avatarFileId)}
                />
                <div className="min-w-0">
                  <Link
                    href={`/inbox/${conversationId}${SHARED_HASH}`}
                    className="stretched font-semibold"
                  >
                    <bdi>{other.name}</bdi>
                  </Link>
                  <p className="truncate text-sm text-ink-2">
                    <bdi>{jobTitle}</bdi>
                  </p>
                </div>
              </Row>
            ))}
          </Rows>
        ) : (
          <EmptyState
            title="No conversation yet"
            action={<ButtonLink href="/jobs">See the open jobs</ButtonLink>}
          >
            Conversations begin with a proposal or an invitation. Then you can share into them.
          </EmptyState>
        )}
      </Section>
    </div>
  );
}

function Trouble({ asked }: { asked: Awaited<Props["searchParams"]> }) {
  if (asked["too-much"] !== undefined) {
    return (
      <FormMessage tone="note">
        That was more than can be shared at once: at most 10 files, 60 MB together. Nothing was
        kept. Share less, or choose the files in <HouseName /> itself.
      </FormMessage>
    );
  }
  if (asked.nobody !== undefined) {
    return (
      <FormMessage tone="note">
        Nobody was signed in on this device, so nothing was kept. Share it again now.
      </FormMessage>
    );
  }
  return null;
}
