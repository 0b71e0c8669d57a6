import { Link } from "#components/ui/link";
import type { SanctionView } from "#lib/moderation/schema";
import { describeSanction, RULES } from "#lib/standing/policy";

/** For somebody about whom a moderator has decided, below the top bar: what, by which rule, why, and how to appeal. */
export function StandingBar({ notice }: { notice: SanctionView }) {
  const { rule, facts, acts, appeal, createdAt } = notice;
  return (
    <aside
      aria-label="Your standing"
      className="border-b border-line bg-accent-wash px-[18px] py-2.5 text-[0.875rem] md:px-7"
    >
      <p className="line-clamp-3">
        <strong className="font-semibold">{describeSanction(notice, createdAt)}.</strong> Rule:{" "}
        {RULES[rule]}. <bdi>{facts}</bdi>
      </p>
      <p>
        {acts.length > 0 && "You can still finish or settle contracts and withdraw what is yours. "}
        <Link href="/settings/standing" className="link">
          {appeal ? "See the decision" : "See the decision, or appeal"}
        </Link>
      </p>
    </aside>
  );
}
