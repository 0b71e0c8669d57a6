import { FileName } from "#components/files/file-name";
import { ActionForm } from "#components/ui/action-form";
import { Link } from "#components/ui/link";
import { SubmitButton } from "#components/ui/submit-button";
import { sizeText } from "#lib/files/file-kind";
import { filePath } from "#lib/files/paths";
import type { OwnFileView } from "#lib/files/schema";
import { removeOwnFileAction } from "./actions.ts";

/** One file that takes space: where it is, and how to remove it, or why it stays. */
export function OwnFile({ file }: { file: OwnFileView }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <div className="min-w-0 flex-1 basis-60">
        {file.isUnfinished ? (
          <FileName name={file.name} className="font-semibold" />
        ) : (
          <a href={filePath(file.fileId)} className="link">
            <FileName name={file.name} className="font-semibold" />
          </a>
        )}
        <p className="text-sm text-ink-2">
          <span className="num">{sizeText(file.sizeBytes)}</span>, <Place file={file} />
        </p>
      </div>
      <WayOut file={file} />
    </div>
  );
}

function Place({ file }: { file: OwnFileView }) {
  const { place } = file;
  if (place === null) return file.isUnfinished ? "upload not finished" : "not attached to anything";
  switch (place.kind) {
    case "message":
      return (
        <Link href={`/inbox/${place.conversationId}`} className="link">
          in a message
        </Link>
      );
    case "job":
      return (
        <Link href={`/jobs/${place.jobId}`} className="link">
          on a job
        </Link>
      );
    case "proposal":
      return (
        <Link href={`/proposals/${place.proposalId}`} className="link">
          on a proposal
        </Link>
      );
    case "profile":
      return (
        <Link href="/settings/profile" className="link">
          on your profile
        </Link>
      );
  }
}

const WHY_IT_STAYS = {
  message: "Stays until your work together is over",
  job: "Stays while there are proposals",
  proposal: "Stays until the client has decided",
  profile: "In use",
} as const;

function WayOut({ file }: { file: OwnFileView }) {
  if (file.isReliedOn) {
    return <p className="text-sm text-ink-2">{WHY_IT_STAYS[file.place?.kind ?? "profile"]}</p>;
  }
  if (file.place?.kind === "profile") return null;
  return (
    <ActionForm action={removeOwnFileAction} announce="toast" className="ml-auto">
      <input type="hidden" name="fileId" value={file.fileId} />
      <input type="hidden" name="from" value={file.place?.kind ?? "nowhere"} />
      <SubmitButton variant="plain" size="sm" wide={false}>
        Remove
        <span className="sr-only">
          {" "}
          <bdi>{file.name}</bdi>
        </span>
      </SubmitButton>
    </ActionForm>
  );
}
