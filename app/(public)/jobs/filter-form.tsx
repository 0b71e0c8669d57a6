"use client";

import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import { formatJobFilters, type JobFilters, parseJobFilters } from "#lib/jobs/filters";
import { boardAddress } from "./board-address.tsx";
import { useFilterNavigation } from "./filter-navigation.tsx";

const TYPING_MS = 300;

/** What a form of filters says, read like an address. */
export function readFilters(form: HTMLFormElement): JobFilters {
  const data = new FormData(form);
  const texts = [...new Set(data.keys())].map((name) => [name, data.getAll(name).map(String)]);
  return parseJobFilters(Object.fromEntries(texts));
}

/**
 * A GET form of the board. With JavaScript it goes there without loading the page anew and leaves empty parameters
 * out of the address. With `liveText`, the text that is searched for, it also goes while somebody types.
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
  const navigation = useFilterNavigation();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The text can change elsewhere: a step back, a filter taken away. What is being typed is left alone.
  useEffect(() => {
    const input = form.current?.elements.namedItem("q");
    if (liveText === undefined || !(input instanceof HTMLInputElement)) return;
    if (document.activeElement !== input) input.value = liveText;
  }, [liveText]);

  const go = (how: "push" | "replace") => {
    clearTimeout(timer.current);
    if (form.current) navigation.go(boardAddress(readFilters(form.current)), how);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    go("push");
    event.currentTarget.closest("details")?.removeAttribute("open");
    onSent?.();
  };
  const type = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go("replace"), TYPING_MS);
  };
  return (
    <form
      ref={form}
      method="get"
      action="/jobs"
      onSubmit={submit}
      onInput={liveText === undefined ? undefined : type}
      className={className}
    >
      {children}
    </form>
  );
}

/** The filters that a form leaves as they are, as hidden fields. */
export function OtherFilters({
  filters,
  except = [],
}: {
  filters: JobFilters;
  except?: readonly string[];
}) {
  const fields = [...new URLSearchParams(formatJobFilters(filters))].filter(
    ([name]) => !except.includes(name),
  );
  return fields.map(([name, value]) => (
    <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
  ));
}
