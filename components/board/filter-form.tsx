"use client";
"use no memo";

import { type InputEvent, type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import { amountDoubt } from "#lib/read-number";
import type { SearchParams } from "#lib/search-params";
import { withQuery } from "./board-address.tsx";
import { closeMenu } from "./filter-menu.tsx";
import { useFilterNavigation } from "./filter-navigation.tsx";

const TYPING_MS = 300;

/** The contents of a form of filters, as the address of their board would say them. */
export function readFields(form: HTMLFormElement): SearchParams {
  const data = new FormData(form);
  return Object.fromEntries(
    [...new Set(data.keys())].map((name) => [name, data.getAll(name).map(String)]),
  );
}

/**
 * A GET form of a board. With JavaScript it navigates without reloading the page, and leaves empty parameters out of
 * the address. With `liveText`, the searched text, it also navigates while the person types.
 */
export function FilterForm({
  liveText,
  onSent,
  className,
  children,
}: {
  liveText?: string;
  onSent?: () => void;
  className?: string;
  children: ReactNode;
}) {
  const { place, go: follow } = useFilterNavigation();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The text can change elsewhere: a step back, a filter removed. Text that is being typed is left alone.
  useEffect(() => {
    const input = form.current?.elements.namedItem("q");
    if (liveText === undefined || !(input instanceof HTMLInputElement)) return;
    if (document.activeElement !== input) input.value = liveText;
  }, [liveText]);

  const go = (how: "push" | "replace") => {
    clearTimeout(timer.current);
    if (form.current) follow(withQuery(place, place.queryOf(readFields(form.current))), how);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!saysItsAmounts(event.currentTarget)) return;
    go("push");
    closeMenu(event.currentTarget.closest("details"));
    onSent?.();
  };
  const type = (event: InputEvent<HTMLFormElement>) => {
    if (event.target instanceof HTMLInputElement) event.target.setCustomValidity("");
    if (liveText === undefined) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go("replace"), TYPING_MS);
  };
  return (
    <form
      ref={form}
      method="get"
      action={place.path}
      onSubmit={submit}
      onInput={type}
      onReset={() => clearTimeout(timer.current)}
      className={className}
    >
      {children}
    </form>
  );
}

/** False when an end of a range could mean two amounts or none; says so at the field. */
function saysItsAmounts(form: HTMLFormElement): boolean {
  for (const name of ["min", "max"]) {
    const input = form.elements.namedItem(name);
    if (!(input instanceof HTMLInputElement)) continue;
    input.setCustomValidity(input.value.trim() ? (amountDoubt(input.value) ?? "") : "");
  }
  return form.reportValidity();
}

/** The filters that a form leaves unchanged, as hidden fields. */
export function OtherFilters({
  query,
  except = [],
}: {
  /** The filters as they are, as the address's query. */
  query: string;
  except?: readonly string[];
}) {
  const fields = [...new URLSearchParams(query)].filter(([name]) => !except.includes(name));
  return fields.map(([name, value]) => (
    <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
  ));
}
