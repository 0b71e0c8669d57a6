"use no memo";

import { cn } from "./cn.tsx";

const sizes = { sm: "size-7", md: "size-9", lg: "size-14", xl: "size-24" };

/** A person or a company: their picture, or their initials on a colour from their name. Decorative, beside the name. */
export function Avatar({
  name,
  src,
  size = "md",
  className,
}: {
  name: string;
  src?: string | null | undefined;
  size?: keyof typeof sizes;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 36 36"
      aria-hidden="true"
      className={cn("avatar flex-none rounded-full", hueClass(name), sizes[size], className)}
    >
      <circle cx="18" cy="18" r="18" />
      {src ? (
        <image href={src} width="36" height="36" preserveAspectRatio="xMidYMid slice" />
      ) : (
        <text x="18" y="18" dy="0.36em" textAnchor="middle" fontSize="13" fontWeight="600">
          {initials(name)}
        </text>
      )}
    </svg>
  );
}

function initials(name: string): string {
  // For a word in brackets, its letter; without any letters, whatever the name begins with.
  const letters = name.split(/[\s&.,/-]+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  const [first = [...name][0] ?? ""] = letters;
  const last = letters.length > 1 ? letters.at(-1) : "";
  return `${first}${last}`.toLocaleUpperCase("en");
}

const HUES = 8;

function hueClass(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return `avatar-${sum % HUES}`;
}
