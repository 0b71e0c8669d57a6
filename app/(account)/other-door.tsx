import { Suspense } from "react";
import { Link } from "#components/ui/link";
import { withNext } from "#lib/auth/next-target";

const NAMES = { "/sign-in": "Sign in", "/register": "Register" } as const;

type Props = {
  to: keyof typeof NAMES;
  searchParams: Promise<{ next?: string | string[] | undefined }>;
};

/**
 * Links from signing in to registering and back, and passes on where to go afterwards. It leads nowhere until that is
 * known, because a press would lose it.
 */
export function OtherDoor(props: Props) {
  return (
    <Suspense fallback={NAMES[props.to]}>
      <Door {...props} />
    </Suspense>
  );
}

async function Door({ to, searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <Link href={withNext(to, next)} className="link">
      {NAMES[to]}
    </Link>
  );
}
