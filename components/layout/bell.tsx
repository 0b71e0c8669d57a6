"use client";
"use no memo";

import { Bell as BellIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { CountDot } from "#components/ui/tag";
import { useBell } from "./unread.tsx";

/** Leads to what the person was told, with how much of it is unread; `rendered` is what the server knew. */
export function Bell({ rendered }: { rendered: number }) {
  const count = useBell(rendered) ?? 0;
  const isHere = usePathname() === "/notifications";
  return (
    <Link
      href="/notifications"
      aria-current={isHere ? "page" : undefined}
      className={cn(
        "tap relative grid size-9 flex-none place-items-center rounded-full transition-colors hover:text-ink",
        isHere ? "text-ink" : "text-ink-2",
      )}
    >
      <BellIcon aria-hidden="true" className="size-5" strokeWidth={isHere ? 2.2 : 1.8} />
      <span className="sr-only">Notifications</span>
      <span className="absolute -top-0.5 left-[19px] flex">
        <CountDot
          count={count}
          label={count === 1 ? "unread notification" : "unread notifications"}
        />
      </span>
    </Link>
  );
}
