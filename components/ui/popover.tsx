"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { useTransientOpen } from "./transient.tsx";

export const popupClass =
  "z-50 rounded border border-line bg-sheet text-[0.875rem] text-ink shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** A few controls or an explanation beside what opens them. */
export function Popover({
  trigger,
  title,
  align = "start",
  children,
}: {
  trigger: ReactElement;
  /** Names it for screen readers. */
  title: string;
  align?: "start" | "center" | "end";
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useTransientOpen();
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={12} className="z-50">
          <Base.Popup
            className={`${popupClass} max-h-(--available-height) w-72 overflow-y-auto p-4`}
          >
            <Base.Title className="sr-only">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
