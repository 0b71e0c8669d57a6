"use client";

import { cn } from "./cn.tsx";
import { useField } from "./form-context.tsx";

const WORDS = ["Poor", "Weak", "Fair", "Good", "Excellent"];
const STAR = "M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8L1.6 7.7l5.8-.8z";

/** One to five stars as radios inside a `<FieldGroup>`: arrow keys choose, and it needs no JavaScript. */
export function RatingInput({ defaultValue }: { defaultValue?: string }) {
  const field = useField("RatingInput");
  const initial = field.typed ?? defaultValue;
  return (
    <div className="rating-input flex gap-1">
      {WORDS.map((word, index) => {
        const value = String(index + 1);
        return (
          <label
            key={word}
            className={cn(
              "relative grid w-16 justify-items-center gap-1 rounded py-2 text-xs text-ink-2 hover:bg-sunk",
              "has-checked:font-semibold has-checked:text-ink",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              name={field.name}
              value={value}
              defaultChecked={initial === value}
              className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
            />
            <svg viewBox="0 0 20 20" aria-hidden="true" className="size-7">
              <path d={STAR} strokeWidth="1.2" />
            </svg>
            <span className="sr-only">
              {value} {index === 0 ? "star" : "stars"}:{" "}
            </span>
            {word}
          </label>
        );
      })}
    </div>
  );
}
