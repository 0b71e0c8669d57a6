"use no memo";

import { cn } from "#components/ui/cn";
import { splitName } from "#lib/files/file-kind";

/** A file's name on one line: a long one loses its middle and keeps its ending. */
export function FileName({ name, className }: { name: string; className?: string }) {
  const { stem, ending } = splitName(name);
  return (
    <bdi title={name} className={cn("flex min-w-0", className)}>
      <span className="truncate">{stem}</span>
      <span className="flex-none whitespace-pre">{ending}</span>
    </bdi>
  );
}
