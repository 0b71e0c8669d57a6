import { Row, Rows } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { describeValues } from "#lib/audit/describe-values";
import { AUDIT_WORDS } from "#lib/audit/policy";
import type { AuditView } from "#lib/audit/schema";

/** Each entry with whose it is, who did it from where, and the values before and after. */
export function AuditRows({ rows }: { rows: readonly AuditView[] }) {
  return (
    <Rows>
      {rows.map((entry) => (
        <Row key={entry.id}>
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <p className="font-semibold">
              {AUDIT_WORDS[entry.kind].label}
              {entry.person !== null && (
                <span className="font-normal">
                  {" · "}
                  <bdi className="wrap-anywhere">{entry.person}</bdi>
                </span>
              )}
            </p>
            <p className="text-sm text-ink-3">
              <Time at={entry.at} format="datetime" />
            </p>
          </div>
          <Change before={entry.before} after={entry.after} />
          <p className="text-sm wrap-anywhere text-ink-2">{sourceOf(entry).join(" · ")}</p>
        </Row>
      ))}
    </Rows>
  );
}

function sourceOf({ actor, address, device, requestId, about }: AuditView): string[] {
  const by = actor === null ? "by nobody signed in" : `by ${actor}`;
  const others = [address && `from ${address}`, device, requestId && `request ${requestId}`, about];
  return [by, ...others.filter((text) => typeof text === "string")];
}

function Change({ before, after }: Pick<AuditView, "before" | "after">) {
  const values = describeValues(before, after);
  if (values.length === 0) return null;
  return (
    <ul className="mt-0.5 text-sm">
      {values.map((value) => (
        <li key={value.name} className="wrap-anywhere">
          {value.name}:{" "}
          {value.before !== null && (
            <>
              <del className="text-ink-3 no-underline">{value.before}</del>
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> became </span>
            </>
          )}
          <ins className="no-underline">{value.after ?? "nothing"}</ins>
        </li>
      ))}
    </ul>
  );
}
