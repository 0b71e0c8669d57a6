import { Download } from "lucide-react";
import { filesText, sizeText } from "#components/files/file-kind";
import { FileList } from "#components/files/file-list";
import { buttonClass } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { LinkedText } from "#components/ui/linked-text";
import { MiniSection, Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ContractView, SubmissionView } from "#lib/contracts/schema";
import { submissionArchivePath } from "#lib/files/schema";

/** What was handed over last, beside what can be done about it. */
export function LatestSubmission({ contract }: { contract: ContractView }) {
  const latest = contract.submissions.at(-1);
  if (!latest) return null;
  return (
    <MiniSection title={`Submission ${latest.number}`}>
      <Submission submission={isAnsweredAbove(contract) ? { ...latest, changes: null } : latest} />
    </MiniSection>
  );
}

/** What to change stands above the freelancer's form already. */
function isAnsweredAbove({ viewer, status }: ContractView): boolean {
  return viewer === "freelancer" && status === "in_progress";
}

/** All versions side by side, once there is more than one. */
export function Versions({ submissions }: { submissions: readonly SubmissionView[] }) {
  if (submissions.length < 2) return null;
  return (
    <Section title="All versions" className="mt-10">
      <ol
        className={cn(
          "grid gap-x-10 gap-y-8 md:grid-cols-2",
          submissions.length > 2 && "lg:grid-cols-3",
        )}
      >
        {submissions.map((submission) => (
          <li key={submission.submissionId} className="min-w-0 border-t border-line pt-4">
            <h3 className="eyebrow mb-2.5 font-text">Version {submission.number}</h3>
            <Submission submission={submission} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** One delivery: when, the note, its files, and the client's answer. */
function Submission({ submission }: { submission: SubmissionView }) {
  const { note, createdAt, changes } = submission;
  return (
    <div className="space-y-3">
      <div>
        <p className="mb-1 text-xs text-ink-3">
          <Time at={createdAt} format="datetime" />
        </p>
        <LinkedText text={note} className="measure text-sm text-ink-2" />
      </div>
      <SubmissionFiles submission={submission} />
      {changes && (
        <div className="border-l-3 border-edge pl-3.5">
          <p className="mb-1 text-xs text-ink-3">
            Changes requested <Time at={changes.at} format="datetime" />
          </p>
          <LinkedText text={changes.note} className="measure text-sm text-ink-2" />
        </div>
      )}
    </div>
  );
}

function SubmissionFiles({ submission }: { submission: SubmissionView }) {
  const { files, submissionId, number } = submission;
  if (files.length === 0) return null;
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <div className="space-y-3.5 pt-1">
      <FileList files={files} label={`Files of version ${number}`} />
      {files.length > 1 && (
        <a
          href={submissionArchivePath(submissionId)}
          download
          className={buttonClass({ size: "sm", wide: "phone" })}
        >
          <Download aria-hidden="true" className="size-4" />
          Download all
          <span className="num font-normal text-ink-2">
            {filesText(files.length)}, {sizeText(totalBytes)}
          </span>
        </a>
      )}
    </div>
  );
}
