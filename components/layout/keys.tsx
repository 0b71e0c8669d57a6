"use client";
"use no memo";

import { useState } from "react";
import { lazyPart, OpenedLater } from "#components/ui/on-demand";
import { useShortcut } from "#components/ui/shortcut";

const KeysDialog = lazyPart(() => import("./keys-dialog.tsx"));

/** "?" lists the keys. */
export function Keys() {
  const [isOpen, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true));
  return (
    <OpenedLater isOpen={isOpen}>
      <KeysDialog isOpen={isOpen} onOpenChange={setOpen} />
    </OpenedLater>
  );
}
