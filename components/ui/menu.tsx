"use client";
"use no memo";

import type { ReactNode } from "react";
import { OnDemand, type TriggerElement } from "./on-demand.tsx";

const loadParts = () => import("./menu-parts.tsx");

/** The parts of a menu. */
type MenuParts = Awaited<ReturnType<typeof loadParts>>;

/** Actions and places behind one button; the menu and its parts are loaded when the person reaches for it. */
export function Menu({
  trigger,
  align = "end",
  focusAfter,
  children,
}: {
  trigger: TriggerElement;
  align?: "start" | "end";
  /** Where the focus goes when it closes; null for its button. */
  focusAfter?: () => HTMLElement | null;
  children: (parts: MenuParts) => ReactNode;
}) {
  return (
    <OnDemand trigger={trigger} opens="menu" load={loadParts}>
      {(parts) => (
        <parts.LoadedMenu trigger={trigger} align={align} focusAfter={focusAfter}>
          {children(parts)}
        </parts.LoadedMenu>
      )}
    </OnDemand>
  );
}
