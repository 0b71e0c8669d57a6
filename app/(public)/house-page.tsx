import { type ReactNode, Suspense } from "react";
import { HouseFoot } from "#components/layout/house-links";
import { Day } from "#components/ui/day";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { findActor } from "#lib/auth/session";
import { orNotFound } from "#lib/edge/page";
import { HOUSE_PAGE_LABELS, type HousePage as Page } from "#lib/house";
import { readWholeNumber } from "#lib/read-whole-number";
import { valuesOf } from "#lib/search-params";
import { getHousePage, mustAgree } from "#lib/settings/queries";
import { Written } from "./written.tsx";

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

type Props = {
  readonly page: Page;
  readonly searchParams: SearchParams;
  /** Below a text that the reader is asked to agree to. */
  readonly asking?: (version: number) => Promise<ReactNode>;
};

/** A page that the operator has written: the terms, privacy, the imprint. With its earlier versions. */
export function HousePage(props: Props) {
  return (
    <div className="page max-w-[46rem]">
      <Suspense
        fallback={
          <Loading label="Loading the page">
            <Skeleton className="h-12" />
            <Skeleton className="mt-8 h-[420px]" />
          </Loading>
        }
      >
        <Text {...props} />
      </Suspense>
      <HouseFoot />
    </div>
  );
}

async function Text({ page, searchParams, asking }: Props) {
  const [wanted] = valuesOf((await searchParams).version);
  const actor = await findActor();
  const shown = await orNotFound(
    getHousePage(page, wanted === undefined ? null : readWholeNumber(wanted)),
  );
  const { version, isNewest, changedAt, root, versions } = shown;
  const isAsked = asking && isNewest && actor !== null && (await mustAgree(actor));
  return (
    <>
      <PageHeader
        title={HOUSE_PAGE_LABELS[page]}
        meta={
          <p>
            Version {version}, <Day endsAt={changedAt} />.
            {!isNewest && (
              <>
                {" "}
                This is not what holds now.{" "}
                <Link href={`/${page}`} className="link">
                  See the newest version
                </Link>
              </>
            )}
          </p>
        }
        className="mb-8"
      />
      <Written root={root} />
      {isAsked && (await asking(version))}
      {versions.length > 1 && (
        <nav aria-label="Versions" className="mt-12 border-t border-line pt-4 text-sm text-ink-2">
          <h2 className="eyebrow mb-2">Versions</h2>
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            {versions.map((each) => (
              <li key={each.version}>
                <Link
                  href={`/${page}?version=${each.version}`}
                  aria-current={each.version === version ? "page" : undefined}
                  className="link"
                >
                  Version {each.version}
                </Link>
                , <Day endsAt={each.changedAt} />
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}
