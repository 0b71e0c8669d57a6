"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

/** Says what will be here, and offers the one action that fills it. */
export function EmptyState({
  title,
  children,
  action,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("border-y border-line py-10", className)}>
      <p className="font-display text-xl">{title}</p>
      {children && <div className="measure mt-1.5 text-ink-2">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
