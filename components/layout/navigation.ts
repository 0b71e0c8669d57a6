import {
  Briefcase,
  History,
  House,
  type LucideIcon,
  Mail,
  MessageSquare,
  Plus,
  Scale,
  Search,
  User,
  Users,
  Wallet,
} from "lucide-react";
import type { Route } from "next";
import type { Role } from "#lib/auth/actor";

export type Place = {
  label: string;
  href: Route;
  icon: LucideIcon;
  /** Further paths that belong to it, so that it is marked there too. */
  covers?: readonly string[];
  /** It shows the number of conversations with something unread. */
  hasUnread?: boolean;
  /** Left out of the top bar where there is no room for it. */
  isForWideScreens?: boolean;
};

const jobs: Place = { label: "Jobs", href: "/jobs", icon: Search };
const freelancers: Place = { label: "Freelancers", href: "/freelancers", icon: Users };
const home: Place = { label: "Home", href: "/home", icon: House };
const myJobs: Place = {
  label: "My Jobs",
  href: "/my-jobs",
  icon: Briefcase,
  covers: ["/contracts", "/proposals", "/jobs/new"],
};
const inbox: Place = { label: "Inbox", href: "/inbox", icon: MessageSquare, hasUnread: true };
const wallet: Place = { label: "Wallet", href: "/wallet", icon: Wallet };
const postJob: Place = { label: "Post a job", href: "/jobs/new", icon: Plus };
const ledger: Place = { label: "Ledger", href: "/admin", icon: Scale };
const outbox: Place = { label: "Outbox", href: "/admin/outbox", icon: Mail };
const audit: Place = { label: "Audit", href: "/admin/audit", icon: History };
const me: Place = { label: "Me", href: "/settings", icon: User };

type Navigation = {
  /** The bar at the top of wider screens. */
  top: readonly Place[];
  /** The bar at the bottom of phones: at most five places. */
  bottom: readonly Place[];
  /** The one thing that this role starts with; in the top bar on every screen. */
  action: Place | null;
};

/** Where each role can go. The role decides what is offered; the pages decide again. */
export const NAVIGATION: Record<Role, Navigation> = {
  client: {
    top: [home, freelancers, myJobs, inbox, wallet],
    bottom: [freelancers, myJobs, inbox, wallet, me],
    action: postJob,
  },
  freelancer: {
    top: [home, jobs, myJobs, inbox, wallet],
    bottom: [jobs, myJobs, inbox, wallet, me],
    action: null,
  },
  admin: {
    top: [ledger, outbox, audit, jobs, freelancers],
    bottom: [ledger, outbox, audit, jobs, me],
    action: null,
  },
};

export const SIGNED_OUT: readonly Place[] = [jobs, { ...freelancers, isForWideScreens: true }];

/** True when the path belongs to this place and no other place fits it better. */
export function isAt(place: Place, path: string, places: readonly Place[]): boolean {
  const best = places
    .map((candidate) => ({ candidate, length: matchLength(candidate, path) }))
    .reduce((a, b) => (b.length > a.length ? b : a));
  return best.length > 0 && best.candidate === place;
}

function matchLength(place: Place, path: string): number {
  const roots: readonly string[] = [place.href, ...(place.covers ?? [])];
  const matching = roots.filter((root) => path === root || path.startsWith(`${root}/`));
  return Math.max(0, ...matching.map((root) => root.length));
}
