import {
  Briefcase,
  Building2,
  House,
  MessageSquare,
  Plus,
  Search,
  User,
  Users,
  Wallet,
} from "lucide-react";
import type { Role, StaffRole } from "#lib/auth/actor";
import { houseOf } from "./house.ts";
import type { Place } from "./place.ts";

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
const house: Place = { label: "House", href: "/admin", icon: Building2 };
const me: Place = { label: "Me", href: "/settings", icon: User };

type Navigation = {
  /** The bar at the top of wider screens. */
  top: readonly Place[];
  /** The bar at the bottom of phones: at most five places. */
  bottom: readonly Place[];
  /** The one thing that this role starts with; in the top bar on every screen. */
  action: Place | null;
};

/** The house has a navigation of its own beside its pages; a phone's bar has what comes first in it. */
function staffNavigation(role: StaffRole): Navigation {
  const places = houseOf(role);
  return { top: [house, jobs, freelancers], bottom: [...places.slice(0, 4), me], action: null };
}

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
  admin: staffNavigation("admin"),
  moderator: staffNavigation("moderator"),
  accountant: staffNavigation("accountant"),
};

/** What browsers get of places that are named without their icons. */
export function withoutIcons(places: readonly Place[]): Omit<Place, "icon">[] {
  return places.map(({ icon: _, ...place }) => place);
}

export const SIGNED_OUT: readonly Place[] = [jobs, { ...freelancers, isForWideScreens: true }];
