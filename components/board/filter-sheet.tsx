"use client";
"use no memo";

import { SlidersHorizontal, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "#components/ui/button";
import { chipClass } from "#components/ui/chip";
import { controlClass } from "#components/ui/control";
import { countText } from "./board-kind.tsx";
import { FilterForm, OtherFilters, readFields } from "./filter-form.tsx";
import { useFilterNavigation } from "./filter-navigation.tsx";

const SHEET_ID = "board-filters";
const CHANGING_MS = 200;

/** All filters in a sheet, for phones: the browser's own popover, and a button that says how much they would show. */
export function FilterSheet({
  query,
  names,
  chosen,
  total,
  children,
}: {
  /** The filters as they are. */
  query: string;
  /** The parameters that the fields of the sheet are named after. */
  names: readonly string[];
  /** How many of them are on. */
  chosen: number;
  total: number;
  /** The fields. */
  children: ReactNode;
}) {
  const sheet = useRef<HTMLDivElement>(null);
  const { place } = useFilterNavigation();
  const { count, recount } = useCount(total);
  const close = () => sheet.current?.hidePopover();
  useEffect(() => {
    const box = sheet.current;
    return () => {
      if (box?.matches(":popover-open")) box.hidePopover();
    };
  }, []);
  return (
    <>
      <button type="button" popoverTarget={SHEET_ID} className={`lg:hidden ${chipClass()}`}>
        <SlidersHorizontal aria-hidden="true" className="size-4" />
        Filters
        {chosen > 0 && <span className="num font-semibold text-accent">{chosen}</span>}
      </button>
      <div
        ref={sheet}
        id={SHEET_ID}
        popover="auto"
        role="dialog"
        aria-label="Filters"
        className="fixed inset-x-0 top-auto bottom-0 m-0 max-h-[88dvh] w-full max-w-none flex-col rounded-t border-0 border-t border-line bg-paper p-0 text-ink shadow-float backdrop:bg-scrim open:flex"
      >
        <FilterForm key={query} onSent={close} className="flex min-h-0 flex-col">
          <div
            className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto overscroll-contain px-[18px] pt-5 pb-6"
            onInput={(event) => recount(event.currentTarget.closest("form"))}
          >
            <div className="flex items-center justify-between">
              <h2 className="text-2xl">Filters</h2>
              <IconButton label="Close" onClick={close} className="-mr-2">
                <X aria-hidden="true" className="size-5" />
              </IconButton>
            </div>
            <OtherFilters query={query} except={names} />
            {children}
          </div>
          <div className="safe-bottom border-t border-line px-[18px] pt-3">
            <Button type="submit" variant="primary" wide>
              {`Show ${countText(count, place.nouns)}`}
            </Button>
          </div>
        </FilterForm>
      </div>
    </>
  );
}

/** One of a few values, or any. */
export function SheetChoice({
  name,
  label,
  value,
  choices,
}: {
  name: string;
  label: string;
  value: string;
  choices: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <label className="block">
      <span className="mb-1.5 block text-[0.875rem] font-semibold">{label}</span>
      <select name={name} defaultValue={value} className={controlClass()}>
        <option value="">Any</option>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How much the form as it stands would show. While that is being asked, or cannot be, the last known number. */
function useCount(total: number) {
  const { path, queryOf } = useFilterNavigation().place;
  const [asked, setAsked] = useState<{ total: number; count: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = async (form: HTMLFormElement) => {
    const response = await fetch(`/api${path}?limit=1&${queryOf(readFields(form))}`);
    if (!response.ok) return;
    const page: unknown = await response.json();
    if (hasTotal(page)) setAsked({ total, count: page.total });
  };
  const recount = (form: HTMLFormElement | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => form && ask(form).catch(() => undefined), CHANGING_MS);
  };
  return { count: asked?.total === total ? asked.count : total, recount };
}

function hasTotal(page: unknown): page is { total: number } {
  return (
    typeof page === "object" && page !== null && "total" in page && typeof page.total === "number"
  );
}
