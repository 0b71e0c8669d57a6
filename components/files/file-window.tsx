"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import { IconButton } from "#components/ui/button";
import { buttonClass } from "#components/ui/button-class";
import { fileKind, kindWord, sizeText } from "#lib/files/file-kind";
import { filePath } from "#lib/files/paths";
import { isPicture } from "#lib/files/policy";
import type { FileView } from "#lib/files/schema";
import { isolate } from "#lib/text";
import { FileName } from "./file-name.tsx";
import { FileIcon, usePreview } from "./file-thumb.tsx";

/** A single file, as large as the screen allows, with its neighbours one key away. */
export default function FileWindow({
  files,
  shown,
  isOpen,
  onShow,
}: {
  files: readonly FileView[];
  /** Null while it is closed. */
  shown: FileView | null;
  isOpen: boolean;
  onShow: (file: FileView | null) => void;
}) {
  const at = shown ? files.findIndex(({ fileId }) => fileId === shown.fileId) : -1;
  const earlier = files[at - 1];
  const later = at === -1 ? undefined : files[at + 1];
  const turn = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest("textarea")) return;
    const next = { ArrowLeft: earlier, ArrowRight: later }[event.key];
    if (!next) return;
    event.preventDefault();
    onShow(next);
  };
  return (
    <Base.Root open={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && onShow(null)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          onKeyDown={turn}
          className="fixed inset-0 z-50 flex flex-col bg-paper outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:inset-6 sm:rounded sm:border sm:border-line sm:shadow-float lg:inset-x-[8vw]"
        >
          {shown && (
            <>
              <PreviewHead
                file={shown}
                place={files.length > 1 ? `${at + 1} of ${files.length}` : null}
              />
              <div className="relative min-h-0 flex-1 bg-sunk">
                <PreviewBody key={shown.fileId} file={shown} />
                <Turn label="Previous file" to={earlier} onShow={onShow} side="left" />
                <Turn label="Next file" to={later} onShow={onShow} side="right" />
              </div>
            </>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PreviewHead({ file, place }: { file: FileView; place: string | null }) {
  return (
    <div className="flex items-center gap-2 border-b border-line py-2.5 pr-2 pl-4 sm:gap-3 sm:pl-5">
      <div className="min-w-0 flex-1">
        <Base.Title className="min-w-0 font-text text-base font-semibold">
          <FileName name={file.name} />
        </Base.Title>
        <p aria-live="polite" className="num text-xs text-ink-2">
          {place && `${place} · `}
          {kindWord(file)} · {sizeText(file.sizeBytes)}
        </p>
      </div>
      <a
        href={filePath(file.fileId)}
        download={file.name}
        className={buttonClass({ size: "sm" })}
        aria-label={`Download ${isolate(file.name)}`}
      >
        <Download aria-hidden="true" className="size-4" />
        <span className="max-sm:sr-only">Download</span>
      </a>
      <Base.Close
        render={
          <IconButton label="Close">
            <X aria-hidden="true" className="size-5" />
          </IconButton>
        }
      />
    </div>
  );
}

function Turn({
  label,
  to,
  side,
  onShow,
}: {
  label: string;
  to: FileView | undefined;
  side: "left" | "right";
  onShow: (file: FileView) => void;
}) {
  if (!to) return null;
  const Icon = side === "left" ? ChevronLeft : ChevronRight;
  return (
    <IconButton
      label={label}
      onClick={() => onShow(to)}
      className={`absolute! bottom-3 border border-line bg-sheet sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2 ${side === "left" ? "left-3" : "right-3"}`}
    >
      <Icon aria-hidden="true" className="size-5" />
    </IconButton>
  );
}

function PreviewBody({ file }: { file: FileView }) {
  const preview = usePreview(file);
  if (isPicture(file.type)) return <Picture file={file} source={filePath(file.fileId)} />;
  if (fileKind(file) === "text" || file.type.startsWith("text/"))
    return <TextPreview file={file} />;
  if (preview) return <Picture file={file} source={preview} />;
  return <NoPreview file={file} />;
}

/** An image, or the first page of a document. */
function Picture({ file, source }: { file: FileView; source: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <NoPreview file={file} />;
  return (
    <div className="flex size-full flex-col items-center justify-center gap-3 p-3 sm:px-16 sm:py-5">
      <img
        src={source}
        alt={fileKind(file) === "pdf" ? `First page of ${isolate(file.name)}` : file.name}
        onError={() => setBroken(true)}
        className="min-h-0 max-w-full flex-initial object-contain"
      />
      {fileKind(file) === "pdf" && (
        <p className="flex-none text-sm text-ink-2">
          The first page.{" "}
          <a href={filePath(file.fileId)} target="_blank" rel="noopener" className="link">
            Open the whole PDF
          </a>
        </p>
      )}
    </div>
  );
}

const TEXT_BYTES = 64 * 1024;

/** The beginning of a text. */
function TextPreview({ file }: { file: FileView }) {
  const [text, setText] = useState<string | null | undefined>(undefined);
  const { fileId } = file;
  useEffect(() => {
    const stop = new AbortController();
    readStart(fileId, stop.signal).then(setText, () => {
      if (!stop.signal.aborted) setText(null);
    });
    return () => stop.abort();
  }, [fileId]);
  if (text === null) return <NoPreview file={file} />;
  return (
    <div className="flex size-full flex-col sm:px-16 sm:py-5">
      {/* A text field, because it scrolls: the keyboard reaches it, and its text can be selected. */}
      <textarea
        readOnly
        dir="auto"
        spellCheck={false}
        aria-label={`Beginning of ${isolate(file.name)}`}
        value={text ?? ""}
        className="min-h-0 flex-1 resize-none overflow-auto border-line bg-sheet p-4 [font-family:var(--default-mono-font-family)] text-sm sm:rounded sm:border sm:p-5"
      />
      {file.sizeBytes > TEXT_BYTES && (
        <p className="flex-none px-4 py-2.5 text-sm text-ink-2 max-sm:pb-16">
          The first {sizeText(TEXT_BYTES)}. Download it to read the rest.
        </p>
      )}
    </div>
  );
}

async function readStart(fileId: FileView["fileId"], signal: AbortSignal): Promise<string> {
  const response = await fetch(filePath(fileId), {
    headers: { range: `bytes=0-${TEXT_BYTES - 1}` },
    signal,
  });
  if (!response.ok) throw new Error(`Answered ${response.status}`);
  return response.text();
}

function NoPreview({ file }: { file: FileView }) {
  return (
    <div className="flex size-full flex-col items-center justify-center gap-4 p-6 text-center">
      <FileIcon file={file} className="size-14" />
      <p className="measure text-sm text-ink-2">
        {file.preview === "pending"
          ? "A preview of this file is being made. You can download it already."
          : "There is no preview for this kind of file. Download it to open it."}
      </p>
      <a
        href={filePath(file.fileId)}
        download={file.name}
        className={buttonClass({ variant: "primary" })}
      >
        <Download aria-hidden="true" className="size-4" />
        Download
      </a>
    </div>
  );
}
