/** No conversation is open: on a phone just the list; on wider screens, beside it, how to continue. */
export default function InboxPage() {
  return (
    <div className="hidden place-items-center px-11 text-center text-ink-3 md:grid">
      <div>
        <p className="font-display text-xl text-ink-2">Choose a conversation to read it here.</p>
        <p className="mt-2 text-sm pointer-coarse:hidden">
          <kbd>j</kbd> and <kbd>k</kbd> move through the list, <kbd>Enter</kbd> opens, <kbd>e</kbd>{" "}
          archives, <kbd>u</kbd> marks unread, <kbd>/</kbd> searches.
        </p>
      </div>
    </div>
  );
}
