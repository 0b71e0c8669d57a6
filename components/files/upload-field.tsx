"use client";

import { Camera, Paperclip, X } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button, IconButton } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { FieldGroup } from "#components/ui/field";
import { limitsText } from "#lib/files/client/upload-limits";
import { kindWord, sizeText } from "#lib/files/file-kind";
import { FILES_MAX, type FilePurpose } from "#lib/files/policy";
import type { FileView } from "#lib/files/schema";
import { isolate } from "#lib/text";
import { useTellAttached } from "./attached-files.tsx";
import { FileName } from "./file-name.tsx";
import { FileThumb } from "./file-thumb.tsx";
import { useHeldForm } from "./held-form.tsx";
import { UploadList } from "./upload-list.tsx";
import { useSharedThings } from "./use-shared-things.tsx";
import { type Uploads, useFileDrop, useFilePaste, useUploads } from "./use-uploads.tsx";

type UploadFieldProps = {
  /** The name of the hidden inputs, one per file, which the schema reads with `fileIdsInput`. */
  name?: string;
  purpose: FilePurpose;
  label: ReactNode;
  help?: ReactNode;
  max?: number;
  optional?: boolean;
  /** Files already attached, when the form changes something. */
  attached?: readonly FileView[];
};

/**
 * Files as part of a form: chosen, dropped on the field, pasted anywhere in the form, or taken with a phone's camera.
 * They are uploaded at once; the form carries their ids. Without JavaScript the form works without them.
 */
export function UploadField({
  name = "fileIds",
  purpose,
  label,
  help,
  max = FILES_MAX,
  optional = true,
  attached = NO_FILES,
}: UploadFieldProps) {
  const [removed, setRemoved] = useState<readonly FileView[]>([]);
  const isRemoved = ({ fileId }: FileView) => removed.some((gone) => gone.fileId === fileId);
  const kept = attached.filter((file) => !isRemoved(file));
  const uploads = useUploads({ purpose, max: max - kept.length });
  const [field, setField] = useState<HTMLElement | null>(null);
  const held = useHeldForm(field, uploads);
  const place = useFileDrop(field, uploads.add);
  useSharedThings(purpose === "submission", ({ files }) => {
    uploads.add(files);
    field?.scrollIntoView({ block: "center" });
  });
  useFilePaste(field && around(field), uploads.add);
  useTellAttached([...kept, ...uploads.done]);
  const ids = new Set([...kept, ...uploads.done].map(({ fileId }) => fileId));
  return (
    <FieldGroup name={name} label={label} help={help} optional={optional}>
      <div ref={setField} className="flex min-w-0 flex-col gap-3">
        {[...ids].map((fileId) => (
          <input key={fileId} type="hidden" name={name} value={fileId} />
        ))}
        <DropZone uploads={uploads} place={place} max={max} />
        {kept.length > 0 && (
          <AttachedList files={kept} onRemove={(gone) => setRemoved([...removed, gone])} />
        )}
        <UploadList uploads={uploads} />
        {held}
      </div>
    </FieldGroup>
  );
}

/** What the field belongs to: a group of fields, or the whole form. */
function around(field: HTMLElement): HTMLElement {
  return field.closest("fieldset")?.parentElement?.closest<HTMLElement>("fieldset, form") ?? field;
}

const NO_FILES: readonly FileView[] = [];

/** Where files are dropped, and the buttons for people who don't drop. */
function DropZone({
  uploads,
  place,
  max,
}: {
  uploads: Uploads;
  place: "none" | "near" | "over";
  max: number;
}) {
  const limits = limitsText({ ...uploads.limits, max });
  const mayComeFromCamera = uploads.limits.accept === null;
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded border border-dashed border-edge px-3 py-3 transition-colors",
        place === "near" && "border-accent",
        place === "over" && "border-accent bg-accent-wash",
      )}
    >
      <FilePicker uploads={uploads} multiple={max > 1}>
        <Paperclip aria-hidden="true" className="size-4" />
        {chooseText(uploads, max)}
      </FilePicker>
      {mayComeFromCamera && (
        <FilePicker uploads={uploads} camera className="hidden! touch:inline-flex!">
          <Camera aria-hidden="true" className="size-4" />
          Take a photo
        </FilePicker>
      )}
      <p className="min-w-0 text-sm text-ink-2">
        <span className="touch:hidden">
          {place === "none" ? "or drop them here, or paste a picture. " : "Drop to attach. "}
        </span>
        {limits}
      </p>
      <noscript>
        <p className="text-sm text-ink-2">Attaching files needs JavaScript in your browser.</p>
      </noscript>
    </div>
  );
}

function chooseText({ limits }: Uploads, max: number): string {
  if (limits.accept) return max > 1 ? "Choose pictures" : "Choose a picture";
  return max > 1 ? "Choose files" : "Choose a file";
}

/** A button that opens the device's own file chooser, or its camera. */
export function FilePicker({
  uploads,
  multiple = false,
  camera = false,
  className,
  children,
}: {
  uploads: Uploads;
  multiple?: boolean;
  camera?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  const accept = camera ? "image/*" : uploads.limits.accept?.join(",");
  return (
    <>
      <Button size="sm" className={cn(className)} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        {...(accept && { accept })}
        {...(camera && { capture: "environment" })}
        onChange={({ target }) => {
          uploads.add([...(target.files ?? [])]);
          // Lets the same file be chosen again after it was removed.
          target.value = "";
        }}
      />
    </>
  );
}

/** Files already attached. They are removed only when the form is saved. */
function AttachedList({
  files,
  onRemove,
}: {
  files: readonly FileView[];
  onRemove: (file: FileView) => void;
}) {
  return (
    <ul aria-label="Attached files" className="divide-y divide-line border-y border-line">
      {files.map((file) => (
        <li key={file.fileId} className="flex min-w-0 items-center gap-3 py-2.5">
          <FileThumb file={file} className="size-12" />
          <div className="min-w-0 flex-1">
            <FileName name={file.name} className="text-sm font-semibold" />
            <p className="num mt-0.5 text-xs text-ink-2">
              {kindWord(file)} · {sizeText(file.sizeBytes)}
            </p>
          </div>
          <IconButton label={`Remove ${isolate(file.name)}`} onClick={() => onRemove(file)}>
            <X aria-hidden="true" className="size-4" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
