import type { FileView } from "#lib/files/schema";
import { OwnUploadField } from "../own-upload-field.tsx";

/** Briefs, drafts and examples that belong to the job. */
export function JobAttachments({ files = [] }: { files?: readonly FileView[] }) {
  return (
    <OwnUploadField
      purpose="job"
      label="Files"
      help="Briefs, drafts, examples. Freelancers who are signed in can open them while the job is open; afterwards you and the one you hired."
      attached={files}
    />
  );
}
