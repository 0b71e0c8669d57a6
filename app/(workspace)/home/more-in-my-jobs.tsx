import { Link } from "#components/ui/link";

/** Home shows the contracts with the nearest deadlines. */
export function MoreInMyJobs() {
  return (
    <p className="text-sm text-ink-2">
      You have more running contracts.{" "}
      <Link href="/my-jobs" className="link">
        See them in My Jobs
      </Link>
    </p>
  );
}
