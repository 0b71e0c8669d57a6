/** Keeps "(2) " before the page's title and the number on the app's icon, even when the page changes its title. */
export class PageTitle {
  #count = 0;
  #observer: MutationObserver | null = null;

  start(): void {
    this.#observer = new MutationObserver(() => this.#write());
    this.#observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    this.show(0);
  }

  show(count: number): void {
    this.#count = count;
    this.#write();
    const badge = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    badge?.catch(() => {
      // Not installed as an app, or not permitted: the title still shows it.
    });
  }

  #write(): void {
    const wanted = withCount(document.title, this.#count);
    if (document.title !== wanted) document.title = wanted;
  }
}

/** "Inbox" becomes "(2) Inbox"; with 0 the bare title comes back. */
export function withCount(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\+?\) /, "");
  return count > 0 ? `(${count > 99 ? "99+" : count}) ${bare}` : bare;
}
