import type { FileView } from "#lib/files/schema";
import { isolate } from "#lib/text";
import { OwnUploadField } from "./own-upload-field.tsx";

/** Sketches, samples, a plan: the files of an offer. */
export function ProposalAttachments({
  clientName,
  files = [],
}: {
  clientName: string;
  files?: readonly FileView[];
}) {
  return (
    <OwnUploadField
      purpose="proposal"
      label="Files"
      help={`Samples, sketches, a plan. Only you and ${isolate(clientName)} can open them.`}
      attached={files}
    />
  );
}
