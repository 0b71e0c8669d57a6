"use client";
"use no memo";

import NextLink, { type LinkProps, useLinkStatus } from "next/link";
import { useState } from "react";

/**
 * A link within WorkHub. Its page is fetched ahead, scripts included, once somebody reaches for it with a pointer, a
 * finger or the focus: not for merely being on the screen, where most links are never followed. From the press until
 * its page is there, it shows that it was pressed.
 */
export function Link<T>({ prefetch, onPointerEnter, onFocus, children, ...rest }: LinkProps<T>) {
  const [isReachedFor, setReachedFor] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={isReachedFor ? (prefetch ?? null) : false}
      onPointerEnter={(event) => {
        setReachedFor(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setReachedFor(true);
        onFocus?.(event);
      }}
    >
      {children}
      <Pressed />
    </NextLink>
  );
}

/** Marks its link while the page is on its way; globals.css shows it. */
function Pressed() {
  const { pending } = useLinkStatus();
  return pending && <span data-pressed hidden />;
}
