/** The mark: two people and what is held between them. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <circle cx="5" cy="12" r="3.4" fill="currentColor" />
      <circle cx="19" cy="12" r="3.4" fill="currentColor" />
      <path d="M8 12h8" stroke="currentColor" strokeWidth="2" />
      <circle cx="12" cy="12" r="4.2" className="fill-mark" />
    </svg>
  );
}
