import { ExternalLink } from "lucide-react";
import { Avatar } from "#components/ui/avatar";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import { avatarPath } from "#lib/users/avatar";
import { linkText } from "#lib/users/link-text";
import { COMPANY_SIZES, type PublicClientView } from "#lib/users/schema";

/** Who the company is, where it is, how large it is, and its own words. */
export function CompanyHeader({ client, isOwn }: { client: PublicClientView; isOwn: boolean }) {
  const size = COMPANY_SIZES.find(({ value }) => value === client.size)?.label;
  return (
    <header>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-5">
        <div className="flex min-w-0 flex-1 flex-col gap-4 sm:flex-row sm:items-center sm:gap-6">
          <Avatar name={client.companyName} src={avatarPath(client)} size="xl" />
          <div className="min-w-0">
            <p className="eyebrow mb-1.5">Client</p>
            <h1 className="text-4xl md:text-5xl">
              <bdi>{client.companyName}</bdi>
            </h1>
            <ul className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1 text-ink-2">
              {client.location && (
                <li>
                  <bdi>{client.location}</bdi>
                </li>
              )}
              {size && <li>{size}</li>}
              <li>
                Member since <Time at={client.memberSince} format="month" />
              </li>
              {client.website && (
                <li>
                  <Website href={client.website} />
                </li>
              )}
            </ul>
          </div>
        </div>
        {isOwn && (
          <ButtonLink href="/settings/profile" wide="phone">
            Edit your profile
          </ButtonLink>
        )}
      </div>
      {client.about && (
        <p dir="auto" className="prose-text mt-8 text-lg leading-relaxed">
          {client.about}
        </p>
      )}
    </header>
  );
}

function Website({ href }: { href: string }) {
  return (
    <a
      href={href}
      rel="nofollow ugc noopener noreferrer"
      target="_blank"
      className="link inline-flex items-center gap-1.5"
    >
      {linkText(href)}
      <ExternalLink aria-hidden="true" className="size-3.5" />
      <span className="sr-only">, opens in a new tab</span>
    </a>
  );
}
