import { ButtonLink } from "#components/ui/button";
import { isStaff } from "#lib/auth/staff";
import { pageActor } from "#lib/edge/page";

/** The ways to take everything along and to leave. Whoever keeps the house leaves it by an admin. */
export async function DataAndAccount() {
  const { role } = await pageActor();
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink href="/settings/data" wide="phone">
        Download your data
      </ButtonLink>
      <ButtonLink href="/settings/standing" wide="phone">
        Reports and decisions
      </ButtonLink>
      {!isStaff(role) && (
        <ButtonLink href="/settings/leave" variant="danger" wide="phone">
          Delete your account
        </ButtonLink>
      )}
    </div>
  );
}
