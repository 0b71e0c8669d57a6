import { type ReactNode, Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";

/** Where a link of a mail leads. It shows a button and uses nothing up: programs that look at mail open its links. */
export function LinkPage({
  title,
  outline,
  children,
}: {
  title: string;
  /** The sizes of what is loading, as classes, above the button. */
  outline: readonly string[];
  children: ReactNode;
}) {
  return (
    <>
      <PageHeader title={title} className="mb-7" />
      <Suspense
        fallback={
          <Loading className="flex flex-col gap-5">
            {[...outline, "h-10 w-40"].map((size) => (
              <Skeleton key={size} className={size} />
            ))}
          </Loading>
        }
      >
        {children}
      </Suspense>
    </>
  );
}

/** Of every page that a link with a token leads to: the token is told to no search engine and to no other site. */
export const LINK_METADATA = { robots: { index: false }, referrer: "no-referrer" } as const;
