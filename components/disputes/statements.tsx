import { FileList } from "#components/files/file-list";
import { LinkedText } from "#components/ui/linked-text";
import { Section } from "#components/ui/section";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { DisputeView, StatementView } from "#lib/disputes/schema";
import { sideName, voiceName } from "./names.tsx";

/** What the sides state and the mediator asks, oldest first, with the files of each. */
export function Statements({ dispute }: { dispute: DisputeView }) {
  return (
    <Section title="Statements and questions">
      {dispute.statements.length === 0 ? (
        <p className="measure text-ink-2">
          Nothing yet. Both sides can add statements and files here; nothing that was added can be
          removed.
        </p>
      ) : (
        <ol className="space-y-6">
          {dispute.statements.map((statement) => (
            <li key={statement.statementId} className="space-y-3 border-t border-line pt-4">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <b className="font-semibold">{voiceName(dispute, statement.by)}</b>
                <span className="text-sm text-ink-3">
                  <Time at={statement.createdAt} format="datetime" />
                </span>
                {statement.asks && (
                  <Tag tone="accent">question to {asked(dispute, statement.asks)}</Tag>
                )}
              </p>
              <LinkedText text={statement.text} className="measure" />
              <FileList files={statement.files} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function asked(dispute: DisputeView, asks: NonNullable<StatementView["asks"]>): string {
  return asks === "both" ? "both" : sideName(dispute, asks);
}
