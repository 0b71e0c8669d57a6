"use client";
"use no memo";

import type { Route } from "next";
import NextLink, { type LinkProps } from "next/link";
import { useRouter } from "next/navigation";
import { startTransition, useEffect, useState } from "react";
import { afterFrame, keepPress, type Press } from "./link-press.tsx";

/**
 * A link within WorkHub. Its page is fetched ahead, scripts included, once somebody reaches for it with a pointer, a
 * finger or the focus: not for merely being on the screen, where most links are never followed. From the press until
 * its page is there, it shows that it was pressed (link-press.tsx).
 */
export function Link<T extends string>({
  href,
  replace = false,
  scroll = true,
  prefetch,
  onPointerEnter,
  onFocus,
  onNavigate,
  children,
  ...rest
}: Omit<LinkProps<T>, "href"> & { href: Route<T> }) {
  const router = useRouter();
  const [isReachedFor, setReachedFor] = useState(false);
  const [followed, setFollowed] = useState<Press | null>(null);
  // The page is there: it was drawn in the same change.
  useEffect(() => followed?.forget(), [followed]);
  // A finger reaches for a link and presses it in one go: what shows the press comes first.
  const reachFor = () => {
    if (!isReachedFor) afterFrame(() => setReachedFor(true));
  };
  const follow = () => {
    const press = keepPress();
    startTransition(() => {
      const go = replace ? router.replace : router.push;
      go(href, { scroll });
      setFollowed(press);
    });
  };
  return (
    <NextLink
      {...rest}
      data-link=""
      href={href}
      replace={replace}
      scroll={scroll}
      prefetch={isReachedFor ? (prefetch ?? null) : false}
      onPointerEnter={(event) => {
        reachFor();
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        reachFor();
        onFocus?.(event);
      }}
      onNavigate={(event) => {
        let isHandled = false;
        onNavigate?.({
          preventDefault: () => {
            isHandled = true;
          },
        });
        event.preventDefault();
        if (!isHandled) follow();
      }}
    >
      {children}
    </NextLink>
  );
}
