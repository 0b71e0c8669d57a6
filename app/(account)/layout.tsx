import type { ReactNode } from "react";
import { HouseFoot } from "#components/layout/house-links";

/** Registering and signing in: one narrow column. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="page">
      <div className="mx-auto w-full max-w-md py-4 md:py-10">{children}</div>
      <HouseFoot />
    </div>
  );
}
