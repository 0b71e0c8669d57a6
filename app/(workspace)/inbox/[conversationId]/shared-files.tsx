import { FileList } from "#components/files/file-list";
import type { FileView } from "#lib/files/schema";

/** What the two sent each other, the newest first. */
export function SharedFiles({ files, total }: { files: readonly FileView[]; total: number }) {
  if (total === 0) return null;
  return (
    <section>
      <h3 className="eyebrow mb-2 font-text">
        Files · <span className="num">{total}</span>
      </h3>
      <FileList files={files} compact label="Files of this conversation" />
      {total > files.length && (
        <p className="mt-2 text-xs text-ink-3">
          The newest {files.length}. Older ones stand with their messages.
        </p>
      )}
    </section>
  );
}
