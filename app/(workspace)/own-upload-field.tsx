import { sizeText } from "#components/files/file-kind";
import { FileLimit } from "#components/files/file-limit";
import { UploadField } from "#components/files/upload-field";
import { FormMessage } from "#components/ui/form-message";
import { getQuota } from "#lib/files/queries";
import type { FilePurpose, FileView } from "#lib/files/schema";
import { pageActor } from "#lib/page";

type Props = {
  purpose: FilePurpose;
  label: string;
  help?: string;
  name?: string;
  max?: number;
  attached?: readonly FileView[];
};

/** Files in a form of the person who looks, with the limits that hold for them now. */
export async function OwnUploadField(props: Props) {
  const { fileBytes, usedBytes, limitBytes } = await getQuota(await pageActor());
  const leftBytes = Math.max(0, limitBytes - usedBytes);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <FileLimit bytes={fileBytes}>
        <UploadField {...props} />
      </FileLimit>
      {leftBytes < fileBytes && (
        <FormMessage tone="note">
          {leftBytes === 0
            ? "Your space for files is full. "
            : `${sizeText(leftBytes)} of your space for files is left. `}
          Files that were never attached make room by themselves within a day.
        </FormMessage>
      )}
    </div>
  );
}
