import type { Role } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";

/** The viewer of the page, as far as the frame around it shows. */
export type FrameViewer = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly role: Role;
  readonly handle: string;
  readonly avatarFileId: Id<"fil"> | null;
  /** Null for a person without a wallet. */
  readonly availableCents: Cents | null;
  /** The state of the inbox and the bell when the page was rendered. An admin is written to by nobody. */
  readonly inbox: {
    readonly seq: number;
    readonly unreadConversations: number;
    readonly unreadNotifications: number;
  };
};

/** The person's own public page. */
export function profilePath({ role, handle }: FrameViewer) {
  if (role === "client") return `/clients/${handle}` as const;
  return role === "freelancer" ? (`/freelancers/${handle}` as const) : null;
}
