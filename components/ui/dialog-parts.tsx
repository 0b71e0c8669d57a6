"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode, RefObject } from "react";
import { IconButton } from "./button.tsx";
import { cn } from "./cn.tsx";
import { useTransientOpen } from "./transient.tsx";

type DialogProps = {
  /** The button that opens it, e.g. `<Button>Share</Button>`. */
  trigger: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
};

const backdrop =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

/**
 * A small window over the page, opened from a menu, for example. For what moves money prefer `<ConfirmForm>`, which
 * stays in its place.
 */
export function OpenedDialog({
  trigger,
  title,
  description,
  isOpen,
  onOpenChange,
  firstFocus,
  returnFocusTo,
  children,
}: Omit<DialogProps, "trigger"> & {
  trigger?: ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** What gets the focus when it opens; the first control otherwise. */
  firstFocus?: RefObject<HTMLElement | null>;
  /** What gets the focus when it closes. */
  returnFocusTo?: RefObject<HTMLElement | null>;
}) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          {...(firstFocus && { initialFocus: firstFocus })}
          {...(returnFocusTo && { finalFocus: returnFocusTo })}
          className={cn(
            "fixed top-1/2 left-1/2 z-50 max-h-[85dvh] w-[min(32rem,calc(100vw-36px))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto",
            "rounded border border-line bg-paper p-6 shadow-float outline-none transition-opacity duration-150",
            "data-ending-style:opacity-0 data-starting-style:opacity-0",
          )}
        >
          <DialogHead title={title} description={description} />
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The sheet itself; pages use `Sheet`, which loads this. */
export function LoadedSheet({
  trigger,
  title,
  description,
  footer,
  children,
}: DialogProps & {
  /** Stays within reach of the thumb: "Show 38 jobs". */
  footer?: ReactNode;
}) {
  const [isOpen, setOpen] = useTransientOpen();
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t border-t border-line bg-paper shadow-float outline-none",
            "transition-transform duration-180 data-ending-style:translate-y-full data-starting-style:translate-y-full",
            "sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-[26rem] sm:rounded-none sm:border-t-0 sm:border-l",
            "sm:data-ending-style:translate-x-full sm:data-ending-style:translate-y-0 sm:data-starting-style:translate-x-full sm:data-starting-style:translate-y-0",
          )}
        >
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-[18px] pt-5 pb-6 sm:px-6">
            <DialogHead title={title} description={description} />
            {children}
          </div>
          {footer && (
            <div className="safe-bottom border-t border-line px-[18px] pt-3 sm:px-6">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog or the sheet that contains it. */
export function DialogClose({ render, children }: { render: ReactElement; children: ReactNode }) {
  return <Base.Close render={render}>{children}</Base.Close>;
}

function DialogHead({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <div className="mb-4 flex items-start justify-between gap-4">
      <div className="min-w-0">
        <Base.Title className="text-2xl">{title}</Base.Title>
        {description && (
          <Base.Description className="mt-1 text-sm text-ink-2">{description}</Base.Description>
        )}
      </div>
      <Base.Close
        render={
          <IconButton label="Close" className="-mt-1 -mr-2">
            <X aria-hidden="true" className="size-5" />
          </IconButton>
        }
      />
    </div>
  );
}
