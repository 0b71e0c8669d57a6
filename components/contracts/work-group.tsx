import type { ReactNode } from "react";
import { MiniSection, Rows } from "#components/ui/section";

/** "NEEDS YOU · 2": a group of rows, or nothing at all when it is empty. */
export function WorkGroup({
  title,
  count,
  children,
}: {
  title: string;
  count: number | string;
  children: ReactNode;
}) {
  if (count === 0 || count === "0") return null;
  return (
    <MiniSection
      title={
        <>
          {title} · <span className="num">{count}</span>
        </>
      }
    >
      <Rows>{children}</Rows>
    </MiniSection>
  );
}
