import { Time } from "#components/ui/time";
import type { SectionView } from "#lib/settings/schema";

/** Who changed a section last, below its form. */
export function LastChange({ changed }: Pick<SectionView, "changed">) {
  return (
    <p className="mt-3 text-sm text-ink-2">
      {changed ? (
        <>
          Last changed by <bdi>{changed.by}</bdi>, <Time at={changed.at} />.
        </>
      ) : (
        "Never changed: this is how it comes."
      )}
    </p>
  );
}
