import type { ReactNode } from "react";
import { Time } from "#components/ui/time";
import type { SanctionView } from "#lib/moderation/schema";
import { describeSanction, RULES } from "#lib/standing/policy";

/** A sanction as its person and moderators read it: what it does, the rule, the facts, its end, and its appeal. */
export function Sanction({
  sanction,
  children,
}: {
  sanction: SanctionView;
  /** What the viewer can do about it. */
  children?: ReactNode;
}) {
  const { rule, facts, createdAt, endedAt, liftReason, isInForce, appeal } = sanction;
  return (
    <article className="measure flex flex-col gap-2">
      <h3 className="font-text text-base font-semibold tracking-normal">
        {describeSanction(sanction, createdAt)}
        {!isInForce && <span className="font-normal text-ink-2"> · ended</span>}
      </h3>
      <p className="text-sm text-ink-2">
        Decided <Time at={createdAt} format="datetime" />
        {sanction.endsAt === null && sanction.kind !== "warn" && isInForce && ", without an end"}
      </p>
      <dl className="flex flex-col gap-2">
        <Line label="Rule">{RULES[rule]}</Line>
        <Line label="What happened">
          <span dir="auto" className="prose-text block">
            {facts}
          </span>
        </Line>
        {endedAt !== null && liftReason !== "" && (
          <Line label="Lifted">
            <Time at={endedAt} format="datetime" />: <bdi>{liftReason}</bdi>
          </Line>
        )}
        {appeal && (
          <Line label="Appeal">
            <span dir="auto" className="prose-text block">
              {appeal.words}
            </span>
          </Line>
        )}
        {appeal?.outcome && (
          <Line label={appeal.outcome === "lifted" ? "Appeal accepted" : "Appeal refused"}>
            <span dir="auto" className="prose-text block">
              {appeal.reasons}
            </span>
          </Line>
        )}
      </dl>
      {children}
    </article>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="eyebrow">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
