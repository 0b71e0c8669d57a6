"use no memo";

import { Link } from "#components/ui/link";

/** The quiet way to tell the house about something. `subject` is its id; for a message with its number. */
export function ReportLink({ subject, what }: { subject: string; what: string }) {
  return (
    <Link
      href={`/report/${subject}`}
      rel="nofollow"
      className="inline-flex min-h-6 items-center text-sm text-ink-3 hover:text-ink hover:underline touch:min-h-11"
    >
      Report {what}
    </Link>
  );
}
