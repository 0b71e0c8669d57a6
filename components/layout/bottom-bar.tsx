import { BottomLinks } from "./nav-links.tsx";
import { NAVIGATION } from "./navigation.ts";
import type { FrameViewer } from "./viewer.tsx";

/** A phone's bar of five, above the safe area; it leaves space for itself below the page. */
export function BottomBar({ viewer }: { viewer: FrameViewer }) {
  const places = NAVIGATION[viewer.role].bottom.map(({ icon: Icon, ...place }) => ({
    ...place,
    icon: <Icon aria-hidden="true" className="size-[22px] [stroke-width:var(--icon-stroke)]" />,
  }));
  return (
    <>
      <div aria-hidden="true" className="bottom-bar-room md:hidden" />
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-sheet md:hidden print:hidden"
      >
        <ul className="safe-bottom flex gap-1 px-2 pt-1.5">
          <BottomLinks places={places} unread={viewer.inbox.unreadConversations} />
        </ul>
      </nav>
    </>
  );
}
