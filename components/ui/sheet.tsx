"use client";
"use no memo";

import type { ReactNode } from "react";
import { OnDemand, type TriggerElement } from "./on-demand.tsx";

const loadParts = () => import("./dialog-parts.tsx");

/** Comes up from the bottom of a phone, and from the side of a wider screen: details, a long choice. */
export function Sheet({
  trigger,
  title,
  children,
}: {
  /** The button that opens it, e.g. `<Button>Details</Button>`. */
  trigger: TriggerElement;
  title: ReactNode;
  children: ReactNode;
}) {
  return (
    <OnDemand trigger={trigger} opens="dialog" load={loadParts}>
      {(parts) => (
        <parts.LoadedSheet trigger={trigger} title={title}>
          {children}
        </parts.LoadedSheet>
      )}
    </OnDemand>
  );
}
