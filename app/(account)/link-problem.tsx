import type { Route } from "next";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";

/** Why a link of a mail cannot be used, and where to go on. */
export function LinkProblem<T extends string>({
  problem,
  wayOn,
}: {
  problem: string;
  wayOn: { href: Route<T>; label: string };
}) {
  return (
    <div className="flex flex-col gap-5">
      <FormMessage tone="note">{problem}</FormMessage>
      <p>
        <Link href={wayOn.href} className="link">
          {wayOn.label}
        </Link>
      </p>
    </div>
  );
}
