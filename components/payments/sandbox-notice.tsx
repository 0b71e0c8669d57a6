import { FlaskConical } from "lucide-react";

/** Shown wherever money goes in or out while no real bank is behind it. */
export function SandboxNotice({ label, children }: { label: string; children?: React.ReactNode }) {
  return (
    <div className="flex gap-3 rounded border border-dashed border-edge bg-sunk px-4 py-3 text-sm">
      <FlaskConical aria-hidden="true" className="mt-0.5 size-4 flex-none text-ink-2" />
      <div className="min-w-0">
        <p className="font-semibold">{label}: no real money</p>
        <div className="text-ink-2">
          {children ?? "Nothing you do here touches a real card or bank account."}
        </div>
      </div>
    </div>
  );
}
