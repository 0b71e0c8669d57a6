/** Shown in place of "Needs you" when nothing does. */
export function NothingWaits() {
  return (
    <p className="border-y border-line py-6 font-display text-lg">Nothing needs you right now.</p>
  );
}
