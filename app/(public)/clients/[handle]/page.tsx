import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { findActor } from "#lib/auth/session";
import { getHiringRecord } from "#lib/contracts/queries/contracts";
import { orNotFound } from "#lib/edge/page";
import { listPostedJobs } from "#lib/jobs/queries/posted-jobs";
import { firstCharacters } from "#lib/text";
import { getClient } from "#lib/users/queries";
import { CompanyFacts } from "./company-facts.tsx";
import { CompanyHeader } from "./company-header.tsx";
import { CompanySkeleton } from "./company-skeleton.tsx";
import { OpenJobs } from "./open-jobs.tsx";

type Props = PageProps<"/clients/[handle]">;

const loadClient = cache((handle: string) => orNotFound(getClient(handle)));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { companyName, about } = await loadClient((await params).handle);
  return { title: companyName, description: firstCharacters(about, 160) };
}

export default function ClientPage({ params }: Props) {
  return (
    <div className="page">
      <Suspense fallback={<CompanySkeleton />}>
        <Company params={params} />
      </Suspense>
    </div>
  );
}

async function Company({ params }: Pick<Props, "params">) {
  const client = await loadClient((await params).handle);
  const actor = await findActor();
  const [record, posted] = await Promise.all([
    getHiringRecord(client.userId),
    listPostedJobs(actor, client.userId),
  ]);
  const isOwn = actor?.userId === client.userId;
  return (
    <article>
      <CompanyHeader client={client} isOwn={isOwn} />
      <CompanyFacts record={record} postedCount={posted.postedCount} />
      <OpenJobs posted={posted} companyName={client.companyName} isOwn={isOwn} />
    </article>
  );
}
