"use client";

import { useLayoutEffect, useState } from "react";

/** An open state that closes when its page is left: the router hides pages and keeps their state. */
export function useTransientOpen(): [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => () => setOpen(false), []);
  return [isOpen, setOpen];
}
