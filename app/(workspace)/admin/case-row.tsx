import { Link } from "#components/ui/link";
import { Row } from "#components/ui/section";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { KIND_WORDS, REASON_WORDS } from "#lib/moderation/policy";
import type { CaseRowView } from "#lib/moderation/schema";

/** A case in a list: what, whose, why, and what became of it. */
export function CaseRow({ row }: { row: CaseRowView }) {
  const { caseId, kind, title, person, reasons, reportCount, openedAt, outcome } = row;
  return (
    <Row className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5">
      <div className="min-w-0">
        <p className="font-semibold">
          <Link href={`/admin/reports/${caseId}`} className="stretched">
            {KIND_WORDS[kind]}: <bdi>{title}</bdi>
          </Link>
        </p>
        <p className="text-sm text-ink-2">
          <bdi>{person.name}</bdi> · {reasons.map((reason) => REASON_WORDS[reason]).join(", ")}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
        {outcome !== null && <Tag>{outcome === "acted" ? "Acted" : "Nothing done"}</Tag>}
        <span>{reportCount === 1 ? "1 report" : `${reportCount} reports`}</span>
        <Time at={openedAt} format="relative" />
      </div>
    </Row>
  );
}
