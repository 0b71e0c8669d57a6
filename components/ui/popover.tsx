"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { popupClass } from "./popup-class.tsx";
import { useTransientOpen } from "./transient.tsx";

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
