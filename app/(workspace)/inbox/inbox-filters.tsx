"use client";
"use no memo";

import type { Route } from "next";
import { useEffect, useRef } from "react";
import { chipClass } from "#components/ui/chip";
import { Link } from "#components/ui/link";
import { SearchInput } from "#components/ui/search-input";
import { INBOX_FILTERS, type InboxFilter } from "#lib/conversations/policy";
import { formatAsked, type InboxAsked } from "./inbox-address.tsx";

const LABELS: Record<InboxFilter, string> = { all: "All", unread: "Unread", archived: "Archived" };
const TYPING_PAUSE_MS = 250;

/** Search and filters. Links without scripts; with scripts the list changes in place. */
export function InboxFilters({
  asked,
  unreadConversations,
  onShow,
}: {
  asked: InboxAsked;
  /** Null while it is not known. */
  unreadConversations: number | null;
  onShow: (next: Partial<InboxAsked>) => void;
}) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address also changes without the field: a step back, or a cleared search.
  useEffect(() => {
    const field = form.current?.elements.namedItem("q");
    if (!(field instanceof HTMLInputElement) || field === document.activeElement) return;
    if (field.value.trim() !== asked.q) field.value = asked.q;
  }, [asked.q]);
  const search = (form: HTMLFormElement) => {
    clearTimeout(timer.current);
    onShow({ q: String(new FormData(form).get("q") ?? "").trim() });
  };
  return (
    <>
      <search>
        <form
          ref={form}
          method="get"
          action="/inbox"
          onSubmit={(event) => {
            event.preventDefault();
            search(event.currentTarget);
          }}
          onInput={({ currentTarget }) => {
            clearTimeout(timer.current);
            timer.current = setTimeout(() => search(currentTarget), TYPING_PAUSE_MS);
          }}
        >
          {asked.filter !== "all" && <input type="hidden" name="filter" value={asked.filter} />}
          <SearchInput
            label="Search conversations and messages"
            placeholder="Search"
            defaultValue={asked.q}
          />
        </form>
      </search>
      <nav aria-label="Which conversations" className="mt-2.5 flex flex-wrap gap-1.5">
        {INBOX_FILTERS.map((filter) => {
          const isOn = filter === asked.filter;
          const href: Route = `/inbox${formatAsked({ ...asked, filter })}`;
          return (
            <Link
              key={filter}
              href={href}
              replace
              scroll={false}
              prefetch={false}
              aria-current={isOn ? "true" : undefined}
              onNavigate={(event) => {
                event.preventDefault();
                onShow({ filter });
              }}
              className={chipClass(isOn)}
            >
              <span className="num">
                {LABELS[filter]}
                {filter === "unread" && !!unreadConversations && ` · ${unreadConversations}`}
              </span>
            </Link>
          );
        })}
      </nav>
    </>
  );
}
