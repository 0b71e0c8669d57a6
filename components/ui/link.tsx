"use client";
"use no memo";

import type { Route } from "next";
import NextLink, { type LinkProps } from "next/link";
import { useRouter } from "next/navigation";
import { type Dispatch, startTransition, useState } from "react";

/** What marks the link that was pressed last, until its page is there. */
let markLast: Dispatch<boolean> | null = null;

/**
 * A link within WorkHub. Its page is fetched ahead, scripts included, once somebody reaches for it with a pointer, a
 * finger or the focus: not for merely being on the screen, where most links are never followed. From the press until
 * its page is there, it shows that it was pressed; globals.css says how. A frame shows that before the work of getting
 * there begins, which takes a cheap phone longer than anybody wants to wait for a sign.
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
  const [isPressed, setPressed] = useState(false);
  const follow = () => {
    markLast?.(false);
    markLast = setPressed;
    setPressed(true);
    afterFrame(() =>
      startTransition(() => {
        const go = replace ? router.replace : router.push;
        go(href, { scroll });
        // With the page, as part of the same change.
        setPressed(false);
      }),
    );
  };
  return (
    <NextLink
      {...rest}
      href={href}
      replace={replace}
      scroll={scroll}
      prefetch={isReachedFor ? (prefetch ?? null) : false}
      onPointerEnter={(event) => {
        setReachedFor(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setReachedFor(true);
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
      {isPressed && <span data-pressed hidden />}
    </NextLink>
  );
}

/** Once the next frame is drawn; at once on a page that draws none. */
function afterFrame(work: () => void): void {
  if (document.hidden) work();
  else requestAnimationFrame(() => setTimeout(work));
}
