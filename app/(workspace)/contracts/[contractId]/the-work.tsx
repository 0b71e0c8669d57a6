import type { ReactNode } from "react";
import { LinkedText } from "#components/ui/linked-text";
import { Section } from "#components/ui/section";
import { Tabs } from "#components/ui/tabs";
import { Time } from "#components/ui/time";
import type { ContractView, SubmissionView } from "#lib/contracts/contract-views";
import { isolate } from "#lib/text";
import { SubmissionFiles } from "./submission-files.tsx";

/** The submitted versions, the latest shown first, each with the client's words about it. */
export function TheWork({ contract }: { contract: ContractView }) {
  const { submissions } = contract;
  const latest = submissions.at(-1);
  if (!latest) return null;
  return (
    <Section id="work" title="The work" className="scroll-mt-24">
      {submissions.length === 1 ? (
        <Version contract={contract} submission={latest} />
      ) : (
        <Tabs
          // Another version has arrived: that is the one to show.
          key={latest.number}
          label="Versions"
          initial={String(latest.number)}
          tabs={submissions.map((submission) => ({
            value: String(submission.number),
            label: `Version ${submission.number}`,
            content: <Version contract={contract} submission={submission} />,
          }))}
        />
      )}
    </Section>
  );
}

/** One version, and beside it what the client requested before it or wants changed in it. */
function Version({ contract, submission }: { contract: ContractView; submission: SubmissionView }) {
  const { note, createdAt, number } = submission;
  const request = requestBeside(contract, submission);
  return (
    <div
      className={
        request ? "grid gap-x-9 gap-y-6 xl:grid-cols-[minmax(0,1fr)_15rem] xl:items-start" : ""
      }
    >
      {request && <div className="min-w-0 xl:order-last">{request}</div>}
      <div className="min-w-0 space-y-4">
        <div>
          <p className="mb-1 text-sm text-ink-3">
            Version {number}, submitted <Time at={createdAt} format="datetime" />
          </p>
          <LinkedText text={note} className="measure" />
        </div>
        <Checked checklist={contract.checklist} submission={submission} />
        <SubmissionFiles submission={submission} />
      </div>
    </div>
  );
}

/** The client's words that belong beside a version: the changes requested in it, or else those it was made for. */
function requestBeside(contract: ContractView, { number, changes }: SubmissionView): ReactNode {
  const { viewer, client, submissions } = contract;
  const who = viewer === "client" ? "You" : isolate(client.name);
  if (changes) {
    const isOpen = number === submissions.length;
    const title = isOpen && viewer === "freelancer" ? "What to change" : `${who} requested changes`;
    return <Request title={title} changes={changes} />;
  }
  const before = submissions.find((earlier) => earlier.number === number - 1)?.changes;
  if (!before) return null;
  return <Request title={`What ${who === "You" ? "you" : who} requested`} changes={before} />;
}

/** The checklist as the freelancer ticked it, and what the client found missing. */
function Checked({
  checklist,
  submission: { ticks, changes },
}: {
  checklist: readonly string[];
  submission: SubmissionView;
}) {
  if (checklist.length === 0) return null;
  return (
    <ul aria-label="Checklist" className="divide-y divide-line border-y border-line text-sm">
      {checklist.map((item) => {
        const tick = ticks.find((each) => each.item === item);
        const isUnmet = changes?.unmet.includes(item) ?? false;
        return (
          <li key={item} className="flex items-baseline justify-between gap-6 py-2">
            <span className="min-w-0">
              <bdi>{item}</bdi>
              {tick?.word && <bdi className="block text-ink-2">{tick.word}</bdi>}
            </span>
            <span className="flex-none text-ink-2">
              {isUnmet ? "not met" : tick ? "ticked" : "not ticked"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Request({
  title,
  changes,
}: {
  title: string;
  changes: NonNullable<SubmissionView["changes"]>;
}) {
  return (
    <section className="border-l-3 border-accent py-0.5 pl-3.5">
      <h3 className="text-lg">{title}</h3>
      <p className="mt-0.5 mb-2 text-xs text-ink-3">
        <Time at={changes.at} format="datetime" />
      </p>
      <LinkedText text={changes.note} className="measure text-sm text-ink-2" />
    </section>
  );
}
