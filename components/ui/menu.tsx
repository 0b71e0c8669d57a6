"use client";

import type { ReactNode } from "react";
import { OnDemand, type TriggerElement } from "./on-demand.tsx";

const loadParts = () => import("./menu-parts.tsx");

/** The parts of a menu. */
type MenuParts = Awaited<ReturnType<typeof loadParts>>;

/** Actions and places behind one button; the menu and its parts are loaded when the person reaches for it. */
export function Menu({
  trigger,
  align = "end",
  children,
}: {
  trigger: TriggerElement;
  align?: "start" | "end";
  children: (parts: MenuParts) => ReactNode;
}) {
  return (
    <OnDemand trigger={trigger} opens="menu" load={loadParts}>
      {(parts) => (
        <parts.LoadedMenu trigger={trigger} align={align}>
          {children(parts)}
        </parts.LoadedMenu>
      )}
    </OnDemand>
  );
}
