"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

/** A person's text with its line breaks. */
export function PlainText({
  className,
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <p
      dir="auto"
      className={cn("whitespace-pre-line wrap-anywhere [unicode-bidi:plaintext]", className)}
    >
      {children}
    </p>
  );
}
