import { type ReactNode, Suspense } from "react";
import { HouseNav } from "#components/layout/house-nav";
import { findActor } from "#lib/auth/session";
import { isStaff } from "#lib/auth/staff";

/** The operator's house: its pages beside the one that is open. Each page asks for its own right. */
export default function HouseLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-page md:grid md:grid-cols-[11.5rem_minmax(0,1fr)]">
      <div className="max-md:min-h-11">
        <Suspense fallback={null}>
          <Pages />
        </Suspense>
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

async function Pages() {
  const actor = await findActor();
  return actor && isStaff(actor.role) && <HouseNav role={actor.role} />;
}
