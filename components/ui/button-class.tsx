import { cn } from "./cn.tsx";

export type ButtonVariant = "primary" | "plain" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-accent bg-accent text-accent-ink hover:bg-accent-strong hover:border-accent-strong forced-colors:chosen",
  plain: "border-line bg-sheet text-ink hover:border-edge hover:bg-sunk",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-sunk hover:text-ink",
  danger: "border-line bg-sheet text-danger hover:border-danger hover:bg-danger-wash",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-8 px-3 py-1 text-sm touch:min-h-11",
  md: "min-h-10 px-4 py-1.5 text-[0.875rem] touch:min-h-11",
  lg: "min-h-[46px] px-5 py-2 text-base",
};

export type ButtonStyle = {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Full width on phones only, or everywhere. */
  wide?: boolean | "phone" | undefined;
};

/** The look of a button, for elements that are not one (a summary, a label). On paper nobody can press it. */
export function buttonClass({ variant = "plain", size = "md", wide }: ButtonStyle = {}): string {
  return cn(
    "inline-flex items-center justify-center gap-2 rounded border text-center font-semibold leading-tight select-none print:hidden",
    "transition-colors aria-disabled:cursor-default aria-disabled:opacity-60 disabled:cursor-default disabled:opacity-60",
    variants[variant],
    sizes[size],
    wide === true && "w-full",
    wide === "phone" && "w-full sm:w-auto",
  );
}
