"use client";

import { useLayoutEffect, useState } from "react";

/** Open or not, for what must be closed when its page is left: the router hides pages and keeps their state. */
export function useTransientOpen(): [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => () => setOpen(false), []);
  return [isOpen, setOpen];
}
