import { ActionForm } from "#components/ui/action-form";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { LoadMore } from "#components/ui/load-more";
import { Row, Rows, Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { TabLinks } from "#components/ui/tab-links";
import { Textarea } from "#components/ui/textarea";
import { Time } from "#components/ui/time";
import { readPlace } from "#lib/audit/schema";
import { pageActor } from "#lib/edge/page";
import { CURRENCY } from "#lib/money";
import type { DifferenceView } from "#lib/payments/operator-views";
import { DIFFERENCE_WORDS } from "#lib/payments/policy";
import { countOpenDifferences, listDifferences } from "#lib/payments/queries/reconciliation";
import { explainDifferenceAction } from "./actions.ts";
import { AmountIn } from "./amount-in.tsx";

type Props = Pick<PageProps<"/admin/payments">, "searchParams">;

/** Everything that both sides do not agree on, until it is matched or explained. */
export async function Differences({ searchParams }: Props) {
  const [actor, { state, before }] = await Promise.all([pageActor("keepBooks"), searchParams]);
  const isOpen = state !== "closed";
  const place = readPlace(before);
  const [open, { rows, next }] = await Promise.all([
    countOpenDifferences(actor),
    listDifferences(actor, { isOpen, before: place }),
  ]);
  const first = isOpen ? "/admin/payments" : "/admin/payments?state=closed";
  const rest = isOpen
    ? (`/admin/payments?before=${next}` as const)
    : (`/admin/payments?state=closed&before=${next}` as const);
  return (
    <Section title="Differences" className="mt-10">
      <TabLinks
        label="Differences"
        tabs={[
          { href: "/admin/payments", label: "Open", count: open, isCurrent: isOpen },
          {
            href: "/admin/payments?state=closed",
            label: "Matched or explained",
            isCurrent: !isOpen,
          },
        ]}
        className="mb-4"
      />
      {rows.length === 0 ? (
        <Nothing isOpen={isOpen} />
      ) : (
        <>
          <Rows>
            {rows.map((row) => (
              <Row key={row.differenceId} className="flex flex-wrap gap-x-8 gap-y-3">
                <Difference row={row} />
                {row.explainedAt === null && row.matchedAt === null && <Explain row={row} />}
              </Row>
            ))}
          </Rows>
          {(next !== null || place !== null) && (
            <LoadMore
              noun="differences"
              shown={rows.length}
              href={next === null ? null : rest}
              firstHref={place === null ? null : first}
            />
          )}
        </>
      )}
    </Section>
  );
}

function Nothing({ isOpen }: { isOpen: boolean }) {
  return isOpen ? (
    <EmptyState title="Both sides agree">
      What the provider and our books do not agree on is listed here until both agree again, or you
      say why it is right as it is.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing here yet">
      Differences that are over, or that somebody has explained, are kept here.
    </EmptyState>
  );
}

function Difference({ row }: { row: DifferenceView }) {
  const { kind, currency, oursCents, theirsCents, provider, firstSeenAt, lastSeenAt } = row;
  const { label, meaning } = DIFFERENCE_WORDS[kind];
  return (
    <div className="measure min-w-0 flex-1 basis-72">
      <p className="font-semibold">{label}</p>
      <p className="mt-0.5">{meaning}</p>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
        <div>
          <dt className="eyebrow">Ours</dt>
          <dd className="font-semibold">
            <AmountIn minor={oursCents} currency={CURRENCY} />
          </dd>
        </div>
        <div>
          <dt className="eyebrow">Theirs</dt>
          <dd className="font-semibold">
            <AmountIn minor={theirsCents} currency={currency} />
          </dd>
        </div>
      </dl>
      <p className="mt-2 font-mono text-sm break-all text-ink-2">{namesOf(row).join(" · ")}</p>
      <p className="mt-1 text-sm text-ink-2">
        {provider} · first seen <Time at={firstSeenAt} format="datetime" /> · last seen{" "}
        <Time at={lastSeenAt} format="datetime" />
      </p>
      <Ending row={row} />
    </div>
  );
}

function namesOf({ word, paymentId, reference, source }: DifferenceView): string[] {
  return [word, paymentId, reference, source].filter((name) => name !== null);
}

function Ending({ row }: { row: DifferenceView }) {
  const { provider, matchedAt, mendedAt, explainedAt, explainedBy, note } = row;
  return (
    <>
      {explainedAt && (
        <p className="mt-2 border-l-2 pl-3">
          <span dir="auto" className="prose-text block">
            {note}
          </span>
          <span className="text-sm text-ink-2">
            Explained by <bdi>{explainedBy}</bdi>, <Time at={explainedAt} format="datetime" />
          </span>
        </p>
      )}
      {matchedAt && (
        <p className="mt-2 text-sm text-ink-2">
          {mendedAt ? `Mended by asking ${provider}, ` : "No longer found since "}
          <Time at={matchedAt} format="datetime" />
        </p>
      )}
    </>
  );
}

function Explain({ row: { differenceId, kind, reference, paymentId } }: { row: DifferenceView }) {
  const about = reference ?? paymentId ?? "";
  return (
    <details className="ml-auto w-full sm:w-80">
      <summary className="flex min-h-11 cursor-pointer items-center rounded-sm font-semibold text-accent sm:justify-end">
        Explain
        <span className="sr-only">
          : {DIFFERENCE_WORDS[kind].label} {about}
        </span>
      </summary>
      <ActionForm
        action={explainDifferenceAction}
        announce="toast"
        label={`Explain ${about}`}
        className="mt-2"
      >
        <input type="hidden" name="differenceId" value={differenceId} />
        <Field
          name="note"
          label="Why it is right as it is"
          help="The audit keeps it with your name. No money is moved."
        >
          <Textarea rows={3} maxLength={500} />
        </Field>
        <SubmitButton variant="plain" wide={false}>
          Mark as explained
        </SubmitButton>
      </ActionForm>
    </details>
  );
}
