"use client";

import { useState } from "react";
import { useHeldForm } from "#components/files/held-form";
import { FilePicker } from "#components/files/upload-field";
import { UploadList } from "#components/files/upload-list";
import { useFileDrop, useUploads } from "#components/files/use-uploads";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { FieldGroup } from "#components/ui/field";
import { limitsText } from "#lib/files/client/upload-limits";
import type { Id } from "#lib/ids";
import { avatarPath } from "#lib/users/avatar";

/** A person's or a company's picture: chosen or dropped here, shown at once, and used when the form is saved. */
export function AvatarField({
  name,
  avatarFileId,
  label = "Picture",
}: {
  /** Whose initials are shown without a picture. */
  name: string;
  avatarFileId: Id<"fil"> | null;
  label?: string;
}) {
  const uploads = useUploads({ purpose: "avatar" });
  const [isRemoved, setRemoved] = useState(false);
  const [field, setField] = useState<HTMLElement | null>(null);
  const held = useHeldForm(field, uploads);
  const [upload] = uploads.uploads;
  const replace = (files: readonly File[]) => {
    if (files.length === 0) return;
    if (upload) uploads.remove(upload.id);
    uploads.add(files.slice(0, 1));
  };
  const place = useFileDrop(field, replace);
  const present = isRemoved ? null : avatarPath({ avatarFileId });
  const [done] = uploads.done;
  const remove = () => {
    if (upload) uploads.remove(upload.id);
    else setRemoved(true);
  };
  return (
    <FieldGroup name="avatarFileId" label={label} optional>
      <div
        ref={setField}
        className={cn(
          "flex min-w-0 items-center gap-4 rounded transition-colors sm:gap-5",
          place === "over" && "bg-accent-wash",
        )}
      >
        {done && <input type="hidden" name="avatarFileId" value={done.fileId} />}
        {!done && isRemoved && <input type="hidden" name="avatarFileId" value="" />}
        <Avatar name={name} src={upload?.localUrl ?? present} size="xl" />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div className="flex flex-wrap gap-2">
            <FilePicker uploads={{ ...uploads, add: replace }}>
              {upload || present ? "Choose another picture" : "Choose a picture"}
            </FilePicker>
            {(upload ? done : present) && (
              <Button size="sm" variant="quiet" onClick={remove}>
                {upload && present ? "Keep the current one" : "Remove"}
              </Button>
            )}
          </div>
          <p className="text-sm text-ink-2">{limitsText(uploads.limits)}</p>
          {upload && upload.state !== "done" && <UploadList uploads={uploads} />}
          {upload?.state === "done" && (
            <p role="status" className="text-sm text-ink-2">
              Shown to others once you save.
            </p>
          )}
          {held}
        </div>
      </div>
    </FieldGroup>
  );
}
