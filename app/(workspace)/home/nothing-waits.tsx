/** Said in the place of "Needs you" when nothing does. */
export function NothingWaits() {
  return (
    <p className="border-y border-line py-6 font-display text-lg">
      Nothing needs you right now. What does will stand here first.
    </p>
  );
}
