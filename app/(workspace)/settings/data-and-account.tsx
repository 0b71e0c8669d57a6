import { ButtonLink } from "#components/ui/button";
import { pageActor } from "#lib/edge/page";

/** The ways to take everything along and to leave. An admin stays: somebody has to run the instance. */
export async function DataAndAccount() {
  const { role } = await pageActor();
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink href="/settings/data" wide="phone">
        Download your data
      </ButtonLink>
      {role !== "admin" && (
        <ButtonLink href="/settings/leave" variant="danger" wide="phone">
          Delete your account
        </ButtonLink>
      )}
    </div>
  );
}
