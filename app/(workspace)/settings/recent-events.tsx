import { ButtonLink } from "#components/ui/button";
import { listOwnEvents } from "#lib/audit/queries";
import { pageActor } from "#lib/edge/page";
import { SecurityEvents } from "./security-events.tsx";

const SHOWN = 5;

/** The latest of what happened to the account. */
export async function RecentEvents() {
  const { rows, next } = await listOwnEvents(await pageActor(), { limit: SHOWN });
  if (rows.length === 0) return <p className="text-ink-2">Nothing has happened yet.</p>;
  return (
    <div className="flex flex-col gap-5">
      <SecurityEvents events={rows} />
      {next !== null && (
        <ButtonLink href="/settings/security" wide="phone" className="self-start">
          Show more
        </ButtonLink>
      )}
    </div>
  );
}
