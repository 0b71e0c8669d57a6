import { Download } from "lucide-react";
import { FileList } from "#components/files/file-list";
import { buttonClass } from "#components/ui/button-class";
import type { SubmissionView } from "#lib/contracts/contract-views";
import { sizeText } from "#lib/files/file-kind";
import { submissionArchivePath } from "#lib/files/paths";
import { filesText } from "#lib/files/policy";

/** The files of one version, large, and the way to download all of them at once. */
export function SubmissionFiles({ submission }: { submission: SubmissionView }) {
  const { files, submissionId, number } = submission;
  if (files.length === 0) return null;
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <div className="space-y-4">
      <FileList files={files} label={`Files of version ${number}`} isLarge />
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
