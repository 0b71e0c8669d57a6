"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "#components/ui/button";
import { Checkbox } from "#components/ui/choices";
import { cn } from "#components/ui/cn";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { MAX_QUESTIONS, QUESTION_MAX, questionField } from "#lib/jobs/questions";
import type { JobDraft } from "./job-draft.tsx";

const ROWS = [...Array(MAX_QUESTIONS).keys()];

/**
 * What everyone who applies is asked, a row each. All rows are always in the form; the style sheet hides an empty one
 * below an empty one, so the next row appears with the words in the one before, with and without scripts.
 */
export function QuestionFields({ initial }: { initial: JobDraft }) {
  const rows = useRef<HTMLDivElement>(null);
  const move = (row: number, by: -1 | 1) => {
    exchange(rows.current, row, row + by);
    focusButton(rows.current, row + by, by);
  };
  const remove = (row: number) => {
    for (let next = row; next + 1 < MAX_QUESTIONS; next += 1) {
      exchange(rows.current, next, next + 1);
    }
    write(rows.current, MAX_QUESTIONS - 1, { text: "", isOptional: false });
    textOf(rows.current, row)?.focus();
  };
  return (
    <div ref={rows} className="flex flex-col gap-5">
      {ROWS.map((row) => (
        <div
          key={row}
          data-question={row}
          className="group/question [[data-question]:has(:placeholder-shown)+&:has(:placeholder-shown)]:hidden"
        >
          <Field
            name={questionField(row, "text")}
            label={`Question ${row + 1}`}
            optional
            {...(row === 0 && {
              help: "Something that shows whether a freelancer fits: “Which screen readers do you test with?”",
            })}
          >
            <Input
              defaultValue={initial[questionField(row, "text")]}
              maxLength={QUESTION_MAX}
              placeholder=" "
              autoComplete="off"
            />
          </Field>
          <div className="mt-1 flex min-h-11 flex-wrap items-center justify-between gap-x-4 group-has-placeholder-shown/question:hidden">
            <FieldGroup
              name={questionField(row, "isOptional")}
              label={`Answers to question ${row + 1}`}
              hideLabel
            >
              <Checkbox
                label="May be left without an answer"
                defaultChecked={initial[questionField(row, "isOptional")] === "on"}
              />
            </FieldGroup>
            <div className="-mr-2.5 flex [@media(scripting:none)]:hidden">
              <IconButton
                label={`Move question ${row + 1} up`}
                className={cn(row === 0 && "invisible")}
                onClick={() => move(row, -1)}
              >
                <ArrowUp aria-hidden="true" className="size-4" />
              </IconButton>
              <IconButton
                label={`Move question ${row + 1} down`}
                className="[[data-question]:has(+[data-question]_:placeholder-shown)_&]:invisible [[data-question]:last-child_&]:invisible"
                onClick={() => move(row, 1)}
              >
                <ArrowDown aria-hidden="true" className="size-4" />
              </IconButton>
              <IconButton label={`Remove question ${row + 1}`} onClick={() => remove(row)}>
                <X aria-hidden="true" className="size-4" />
              </IconButton>
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}

type Row = { readonly text: string; readonly isOptional: boolean };
type Rows = HTMLElement | null;

/** Moves the contents, not the rows: each field keeps its name, and drafts and errors find it. */
function exchange(rows: Rows, one: number, other: number): void {
  const [first, second] = [read(rows, one), read(rows, other)];
  write(rows, one, second);
  write(rows, other, first);
}

function read(rows: Rows, row: number): Row {
  return {
    text: textOf(rows, row)?.value ?? "",
    isOptional: markOf(rows, row)?.checked ?? false,
  };
}

function write(rows: Rows, row: number, { text, isOptional }: Row): void {
  const field = textOf(rows, row);
  const mark = markOf(rows, row);
  if (!field || !mark || (field.value === text && mark.checked === isOptional)) return;
  // Unlike `value`, this lets React notice the event, so that the counter follows.
  field.setRangeText(text, 0, field.value.length);
  mark.checked = isOptional;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function textOf(rows: Rows, row: number) {
  return find(rows, questionField(row, "text"));
}

function markOf(rows: Rows, row: number) {
  return find(rows, questionField(row, "isOptional"));
}

function find(rows: Rows, name: string) {
  return rows?.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? null;
}

/** The focus goes along with the question; at either end, to the button of the way back. */
function focusButton(rows: Rows, row: number, by: -1 | 1): void {
  const buttons = rows?.querySelectorAll<HTMLButtonElement>(`[data-question="${row}"] button`);
  const [up, down] = buttons ?? [];
  const same = by === -1 ? up : down;
  const back = by === -1 ? down : up;
  (same && isShown(same) ? same : back)?.focus();
}

function isShown(button: HTMLElement): boolean {
  return getComputedStyle(button).visibility === "visible";
}
