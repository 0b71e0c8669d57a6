import { Disclosure } from "#components/ui/disclosure";
import { Time } from "#components/ui/time";
import type { DisputeView } from "#lib/disputes/schema";

/** What happened in the dispute, oldest first. */
export function DisputeTimeline({ dispute: { timeline } }: { dispute: DisputeView }) {
  return (
    <Disclosure
      title="What happened"
      note={timeline.length === 1 ? "1 entry" : `${timeline.length} entries`}
    >
      <ol className="divide-y divide-line text-sm">
        {timeline.map(({ at, what, kind }) => (
          <li key={`${kind} ${at.toISOString()} ${what}`} className="flex flex-wrap gap-x-5 py-2">
            <span className="w-28 flex-none text-ink-3">
              <Time at={at} format="datetime" />
            </span>
            <span className="min-w-0 flex-1">{what}</span>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
