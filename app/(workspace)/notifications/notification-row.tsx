import {
  Clock,
  FileText,
  type LucideIcon,
  MessageSquare,
  Search,
  ShieldCheck,
  Wallet,
} from "lucide-react";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { Row } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { NotificationView } from "#lib/notifications/schema";

const ICONS: Record<NotificationView["group"], LucideIcon> = {
  work: FileText,
  messages: MessageSquare,
  reminders: Clock,
  money: Wallet,
  searches: Search,
  security: ShieldCheck,
};

/** What happened, about which job, when. The whole row leads to it. */
export function NotificationRow({ notification }: { notification: NotificationView }) {
  const { group, sentence, jobTitle, href, at, isUnread } = notification;
  const Icon = ICONS[group];
  return (
    <Row className="flex items-start gap-3.5">
      <Icon
        aria-hidden="true"
        className={cn("mt-[3px] size-4 flex-none", isUnread ? "text-accent" : "text-ink-3")}
      />
      <div className="min-w-0 flex-1">
        <Link
          href={href}
          className={cn(
            "stretched rounded-sm break-words outline-offset-4",
            isUnread ? "font-semibold" : "text-ink-2",
          )}
        >
          {isUnread && <span className="sr-only">Unread: </span>}
          {sentence}
        </Link>
        <p className="mt-0.5 text-sm break-words text-ink-3">
          {jobTitle !== null && (
            <>
              <bdi>{jobTitle}</bdi> ·{" "}
            </>
          )}
          <Time at={at} inline />
        </p>
      </div>
      {isUnread && (
        <span
          aria-hidden="true"
          className="mt-[9px] size-2 flex-none rounded-full bg-accent forced-colors:bg-[Highlight]"
        />
      )}
    </Row>
  );
}
