import { FileLimit } from "#components/files/file-limit";
import { UploadField } from "#components/files/upload-field";
import { FormMessage } from "#components/ui/form-message";
import { pageActor } from "#lib/edge/page";
import { sizeText } from "#lib/files/file-kind";
import type { FilePurpose } from "#lib/files/policy";
import { getQuota } from "#lib/files/queries/room";
import type { FileView } from "#lib/files/schema";

type Props = {
  purpose: FilePurpose;
  label: string;
  help?: string;
  name?: string;
  max?: number;
  attached?: readonly FileView[];
};

/** Files in the viewer's form, with the limits that now hold for them. */
export async function OwnUploadField(props: Props) {
  const { fileBytes, usedBytes, limitBytes } = await getQuota(await pageActor(), {
    purpose: props.purpose,
  });
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
          {props.purpose === "submission"
            ? "Submit or remove some files; files that you never submit are removed within a day."
            : "Your settings show what takes the space, and what you can remove."}
        </FormMessage>
      )}
    </div>
  );
}
