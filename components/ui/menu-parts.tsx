"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { Route } from "next";
import type { ReactElement, ReactNode } from "react";
import { Link } from "./link.tsx";
import { popupClass } from "./popup-class.tsx";
import { useTransientOpen } from "./transient.tsx";

/** The menu itself; pages use `Menu`, which loads this. */
export function LoadedMenu({
  trigger,
  align = "end",
  focusAfter,
  children,
}: {
  trigger: ReactElement;
  align?: "start" | "end";
  focusAfter?: (() => HTMLElement | null) | undefined;
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useTransientOpen();
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen} modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={12} className="z-50">
          <Base.Popup
            finalFocus={() => focusAfter?.() ?? true}
            className={`${popupClass} max-w-[min(20rem,calc(100vw-24px))] min-w-56 py-1.5`}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  "flex min-h-9 w-full cursor-default items-center gap-2.5 px-4 py-1.5 text-left outline-none select-none data-highlighted:bg-sunk forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:-outline-offset-2 touch:min-h-11";

export function MenuLink<T extends string>({
  href,
  children,
}: {
  href: Route<T>;
  children: ReactNode;
}) {
  return (
    <Base.LinkItem className={itemClass} closeOnClick render={<Link href={href} />}>
      {children}
    </Base.LinkItem>
  );
}

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Base.Item className={itemClass} onClick={onSelect}>
      {children}
    </Base.Item>
  );
}

/** Choices that are signs, in one line. */
export function MenuSigns({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group className="flex gap-0.5 px-2.5">
      <Base.GroupLabel className="sr-only">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** One of them, on or off. */
export function MenuSign({
  label,
  isOn,
  onSelect,
  children,
}: {
  label: string;
  isOn: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Base.CheckboxItem
      aria-label={label}
      title={label}
      checked={isOn}
      onCheckedChange={onSelect}
      closeOnClick
      className="grid size-9 flex-none cursor-default place-items-center rounded text-lg outline-none select-none data-checked:bg-accent-wash data-highlighted:bg-sunk forced-colors:data-highlighted:outline-2 touch:size-11"
    >
      <span aria-hidden="true">{children}</span>
    </Base.CheckboxItem>
  );
}

/** A choice of one from a few that stays marked; the menu stays open. */
export function MenuChoices<T extends string>({
  label,
  value,
  choices,
  onChoose,
}: {
  label: string;
  value: T;
  choices: readonly { value: T; label: string; icon?: ReactNode }[];
  onChoose: (value: T) => void;
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="eyebrow px-4 pt-2 pb-1">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onChoose}>
        {choices.map((choice) => (
          <Base.RadioItem
            key={choice.value}
            value={choice.value}
            className={`${itemClass} data-checked:font-semibold data-checked:text-accent`}
          >
            {choice.icon}
            {choice.label}
            <Base.RadioItemIndicator className="ml-auto" aria-hidden="true">
              ✓
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className="my-1.5 border-t border-line" />;
}
