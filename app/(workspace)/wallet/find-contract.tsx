import { buttonClass } from "#components/ui/button-class";
import { controlClass } from "#components/ui/control";
import { Link } from "#components/ui/link";
import { formatHistoryFilter, type HistoryFilter } from "#lib/payments/history-filter";
import type { HistoryScope } from "#lib/payments/history-views";

/** Where a person has more contracts than the menu: narrows its choice by the job's title. */
export function FindContract({
  filter,
  find,
  scope,
}: {
  filter: HistoryFilter;
  find: string;
  scope: HistoryScope;
}) {
  const kept = new URLSearchParams(formatHistoryFilter({ ...filter, contractId: null }));
  return (
    <form
      method="get"
      action="/wallet"
      className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-ink-2"
    >
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span className="flex min-w-0 gap-2">
        <input
          type="search"
          name="find"
          dir="auto"
          aria-label="Find a contract"
          placeholder="Find a contract"
          defaultValue={find}
          className={controlClass("w-56")}
        />
        <button type="submit" className={buttonClass({})}>
          Find
        </button>
      </span>
      <span>
        {find.trim() === ""
          ? "The menu of contracts has the newest 100."
          : scope.contracts.length === 0
            ? "No contract has these words in its title."
            : "The menu of contracts has those that were found."}
      </span>
      {find.trim() !== "" && (
        <Link href="/wallet" className="link">
          Clear
        </Link>
      )}
    </form>
  );
}
