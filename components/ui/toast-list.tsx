"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { subscribeToasts, takeToasts } from "./toast.tsx";

export default function ToastList() {
  useEffect(() => {
    const show = () => {
      for (const { text, detail } of takeToasts()) toast(text, { description: detail });
    };
    show();
    return subscribeToasts(show);
  }, []);
  return (
    <Sonner
      position="bottom-center"
      theme="system"
      mobileOffset={{ bottom: "92px" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full flex-col gap-0.5 rounded border border-line bg-sheet px-4 py-3 font-text text-[0.875rem] text-ink shadow-float",
          title: "font-semibold",
          description: "text-ink-2",
        },
      }}
    />
  );
}
