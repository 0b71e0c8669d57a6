import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { PanelSkeleton } from "#components/board/board-skeleton";
import { FileList } from "#components/files/file-list";
import { JobDetail } from "#components/jobs/job-detail";
import { JobNextStep } from "#components/jobs/job-next-step";
import { HouseFoot } from "#components/layout/house-links";
import { Link } from "#components/ui/link";
import { SaveButton } from "#components/ui/save-button";
import { ShareLink } from "#components/ui/share-link";
import { Loading } from "#components/ui/skeleton";
import { findActor } from "#lib/auth/session";
import { getClientRecord } from "#lib/contracts/queries/client-record";
import { orNotFound } from "#lib/edge/page";
import { houseName } from "#lib/house";
import { describePosting } from "#lib/jobs/describe-posting";
import { CARD_SIZE } from "#lib/jobs/draw-card";
import { maySave } from "#lib/jobs/policy";
import { getJob } from "#lib/jobs/queries/jobs";
import { siteAddress } from "#lib/site";
import { cleanLine, firstCharacters } from "#lib/text";
import { RenewJob } from "../../../renew-job.tsx";
import { markJobAction } from "../actions.ts";

type Props = PageProps<"/jobs/[jobId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jobId } = await params;
  const job = await orNotFound(getJob(await findActor(), jobId));
  const { title, client } = job;
  const description = firstCharacters(cleanLine(job.description), 160);
  const path = `/jobs/${job.jobId}`;
  const picture = { url: `${path}/card`, ...CARD_SIZE, alt: `${title}, by ${client.name}` };
  return {
    metadataBase: siteAddress(),
    title,
    description,
    alternates: { canonical: path },
    // What nobody can apply to is of no use to somebody who searches.
    ...(job.status !== "open" && { robots: { index: false } }),
    openGraph: {
      type: "website",
      siteName: houseName(),
      url: path,
      title,
      description,
      images: [picture],
    },
    twitter: { card: "summary_large_image", title, description, images: [picture] },
  };
}

/** A job at its own address, for sharing, printing and search engines. */
export default function JobPage({ params }: Props) {
  return (
    <div className="page relative max-w-[61rem]">
      <Link
        href="/jobs"
        className="-mt-4 mb-3 -ml-2 inline-flex min-h-11 items-center gap-3 rounded px-2 text-ink-2 hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4.5 text-ink" />
        All jobs
      </Link>
      <Suspense
        fallback={
          <Loading label="Loading the job">
            <PanelSkeleton />
          </Loading>
        }
      >
        <Job params={params} />
      </Suspense>
      <HouseFoot />
    </div>
  );
}

async function Job({ params }: Pick<Props, "params">) {
  const { jobId } = await params;
  const actor = await findActor();
  const job = await orNotFound(getJob(actor, jobId));
  const record = await getClientRecord(actor, job);
  return (
    <>
      {job.status === "open" && <script type="application/ld+json">{describePosting(job)}</script>}
      <JobDetail
        Files={FileList}
        job={job}
        record={record}
        level={1}
        tools={
          <>
            {maySave(job) && (
              <SaveButton
                name="jobId"
                value={job.jobId}
                isSaved={job.viewer.isSaved}
                action={markJobAction}
              />
            )}
            <ShareLink path={`/jobs/${job.jobId}`} title={job.title} what="this job" />
          </>
        }
      >
        <div className="mt-6.5 flex flex-wrap items-center gap-3.5">
          <JobNextStep job={job} Renew={RenewJob} />
        </div>
      </JobDetail>
    </>
  );
}
