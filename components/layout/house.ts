import {
  BookOpen,
  CreditCard,
  Flag,
  Gavel,
  History,
  ListTodo,
  Mail,
  Scale,
  SlidersHorizontal,
  Sun,
  TextSearch,
  UserCog,
  Users,
} from "lucide-react";
import type { Role } from "#lib/auth/actor";
import { hasRight, type Right } from "#lib/auth/staff";
import type { Place } from "./place.ts";

/** A page of the operator's house, and the right that it asks for. */
type HousePlace = Place & { readonly right: Right };

/** Everything in the house, in the order in which a day goes through it. Each page of its own adds its line. */
const HOUSE: readonly HousePlace[] = [
  { label: "Today", href: "/admin", icon: Sun, right: "enter" },
  { label: "People", href: "/admin/people", icon: Users, right: "seePeople" },
  { label: "Disputes", href: "/admin/disputes", icon: Gavel, right: "mediate" },
  { label: "Reports", href: "/admin/reports", icon: Flag, right: "moderate" },
  { label: "Payments", href: "/admin/payments", icon: CreditCard, right: "keepBooks" },
  { label: "Ledger", href: "/admin/ledger", icon: Scale, right: "keepBooks" },
  { label: "Books", href: "/admin/books", icon: BookOpen, right: "keepBooks" },
  { label: "Tasks", href: "/admin/tasks", icon: ListTodo, right: "operate" },
  { label: "Outbox", href: "/admin/outbox", icon: Mail, right: "operate" },
  { label: "Search words", href: "/admin/words", icon: TextSearch, right: "operate" },
  { label: "Staff", href: "/admin/staff", icon: UserCog, right: "manageStaff" },
  { label: "Settings", href: "/admin/settings", icon: SlidersHorizontal, right: "operate" },
  { label: "Audit", href: "/admin/audit", icon: History, right: "readAudit" },
];

/** The pages that somebody in this role may open. */
export function houseOf(role: Role): readonly Place[] {
  return HOUSE.filter(({ right }) => hasRight(role, right));
}
