import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { TabLinks } from "#components/ui/tab-links";

const PARTS = [
  { href: "/admin/settings", label: "The house" },
  { href: "/admin/settings/rules", label: "Rules" },
  { href: "/admin/settings/pages", label: "Pages" },
] as const;

/** What all pages of the operator's settings begin with. */
export function SettingsFrame({
  at,
  children,
}: {
  at: (typeof PARTS)[number]["href"];
  children: ReactNode;
}) {
  return (
    <div className="page">
      <PageHeader
        title="Settings of the house"
        meta={
          <p className="measure">
            What you save here holds at once, for everybody and on every process. Each change is
            kept, with who made it.
          </p>
        }
        className="mb-6"
      />
      <TabLinks
        label="Parts of the settings"
        tabs={PARTS.map((part) => ({ ...part, isCurrent: part.href === at }))}
        className="mb-8"
      />
      {children}
    </div>
  );
}

export function SettingsSkeleton() {
  return (
    <Loading label="Loading the settings">
      <Skeleton className="h-[420px]" />
      <Skeleton className="mt-12 h-[380px]" />
    </Loading>
  );
}
