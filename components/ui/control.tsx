import { cn } from "./cn.tsx";

/** The look shared by everything that can be filled in. 16 px on phones, so that nothing zooms on focus. */
export function controlClass(className?: string): string {
  return cn(
    "w-full min-w-0 rounded border border-edge bg-sheet px-3 py-2 text-base text-ink",
    "min-h-11 transition-colors touch:text-[1rem] hover:border-ink-2",
    "focus-visible:outline-offset-0 aria-invalid:border-danger",
    "disabled:border-line disabled:bg-sunk disabled:text-ink-3 [&[readonly]]:bg-sunk",
    className,
  );
}
