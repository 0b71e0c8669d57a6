"use no memo";

import type { Route } from "next";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonStyle, buttonClass } from "./button-class.tsx";
import { cn } from "./cn.tsx";
import { Link } from "./link.tsx";

export function Button({
  variant,
  size,
  wide,
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & ButtonStyle) {
  return (
    <button {...rest} type={type} className={cn(buttonClass({ variant, size, wide }), className)} />
  );
}

export function ButtonLink<T extends string>({
  href,
  variant,
  size,
  wide,
  className,
  children,
  scroll,
  "aria-label": label,
  "aria-describedby": describedBy,
}: ButtonStyle & {
  href: Route<T>;
  className?: string;
  children: ReactNode;
  /** False keeps the scroll position, for links that only change the address's query. */
  scroll?: boolean;
  "aria-label"?: string;
  "aria-describedby"?: string;
}) {
  return (
    <Link
      href={href}
      {...(scroll === undefined ? {} : { scroll })}
      aria-label={label}
      aria-describedby={describedBy}
      className={cn(buttonClass({ variant, size, wide }), className)}
    >
      {children}
    </Link>
  );
}

/** A square button that shows only an icon; `label` is its name. */
export function IconButton({
  label,
  className,
  children,
  type = "button",
  ...rest
}: Omit<ComponentProps<"button">, "aria-label"> & { label: string }) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      className={cn(
        "tap grid size-9 flex-none place-items-center rounded text-ink-2 transition-colors hover:bg-sunk hover:text-ink",
        className,
      )}
    >
      {children}
    </button>
  );
}
