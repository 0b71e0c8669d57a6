import { and, asc, desc, eq, gt, gte, isNotNull, lt, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { billingDetails, documents, milestones, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { countryName } from "#lib/billing/countries";
import { csvLine } from "#lib/csv";
import type { Id } from "#lib/ids";
import { CURRENCY, cents, toDecimal } from "#lib/money";
import { eachOf } from "#lib/sweep";
import { BYTE_ORDER_MARK } from "../files.ts";

const PAGE = 200;
const QUARTERS = [1, 2, 3, 4] as const;

/**
 * The yearly list that DAC7 (EU 2021/514, annex V, section III) asks platforms for: each freelancer who was paid in a
 * year of UTC, with the number of paid contracts, what they got and the fees, quarter by quarter. Throws not_found for
 * anybody but an admin, before the first line.
 */
export async function exportSellers(actor: Actor, year: number): Promise<AsyncGenerator<string>> {
  requireRight(actor, "keepBooks");
  return writeSellers(year);
}

async function* writeSellers(year: number): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK +
    csvLine([
      "Person",
      "Name",
      "E-mail",
      "Address",
      "Country",
      "VAT number",
      ...QUARTERS.flatMap((quarter) => [
        `Q${quarter} contracts`,
        `Q${quarter} paid`,
        `Q${quarter} fees`,
      ]),
      "Contracts",
      "Paid",
      "Fees",
      "Currency",
    ]);
  for await (const seller of eachSeller(year)) {
    yield csvLine([
      seller.userId,
      seller.name,
      seller.email,
      seller.address.replaceAll("\n", ", "),
      seller.country === null ? "" : countryName(seller.country),
      seller.vatNumber ?? "",
      ...seller.sums.map((number) => ({ number })),
      CURRENCY,
    ]);
  }
}

type Seller = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly email: string;
  readonly address: string;
  readonly country: string | null;
  readonly vatNumber: string | null;
  /** Contracts, paid and fees of each quarter, then of the year. */
  readonly sums: readonly string[];
};

/** By the index of a freelancer's paid contracts, in the order of their ids. Whoever has left is named as they were. */
function eachSeller(year: number): AsyncIterable<Seller> {
  const [from, until] = [year, year + 1].map((each) => new Date(Date.UTC(each, 0, 1)));
  if (!from || !until) throw new Error("A year has a beginning and an end");
  return eachOf<Seller>(async (last) => {
    const db = getDb();
    const paid = db
      .select({ freelancerId: milestones.freelancerId, quarters: quarterly.as("quarters") })
      .from(milestones)
      .where(
        and(
          isNotNull(milestones.releasedAt),
          gte(milestones.releasedAt, from),
          lt(milestones.releasedAt, until),
          last && gt(milestones.freelancerId, last.userId),
        ),
      )
      .groupBy(milestones.freelancerId)
      .orderBy(asc(milestones.freelancerId))
      .limit(PAGE)
      .as("paid");
    const latest = latestInvoice();
    const rows = await db
      .select({
        userId: users.id,
        name: sql<string>`coalesce(nullif(${billingDetails.name}, ''), ${latest.issuerName}, ${users.name})`,
        email: users.email,
        address: sql<string>`coalesce(${billingDetails.address}, ${latest.issuerAddress}, '')`,
        country: sql<string | null>`coalesce(${billingDetails.country}, ${latest.issuerCountry})`,
        vatNumber: sql<
          string | null
        >`coalesce(${billingDetails.vatNumber}, ${latest.issuerVatNumber})`,
        quarters: paid.quarters,
      })
      .from(paid)
      .innerJoin(users, eq(users.id, paid.freelancerId))
      .leftJoin(billingDetails, eq(billingDetails.userId, users.id))
      .leftJoinLateral(latest, sql`true`)
      .orderBy(asc(users.id));
    return rows.map(({ quarters, ...seller }) => ({ ...seller, sums: sumsOf(quarters) }));
  });
}

/** Of somebody who has left and whose billing details are gone: the last invoice that they issued. */
function latestInvoice() {
  const { issuerName, issuerAddress, issuerCountry, issuerVatNumber } = documents;
  return getDb()
    .select({ issuerName, issuerAddress, issuerCountry, issuerVatNumber })
    .from(documents)
    .where(
      and(
        isNotNull(users.leftAt),
        eq(documents.issuer, sql`${users.id}`),
        eq(documents.isCreditNote, false),
      ),
    )
    .orderBy(desc(documents.issuedAt), desc(documents.id))
    .limit(1)
    .as("latest");
}

/** Twelve whole numbers: contracts, paid and fees of each quarter, in minor units. */
const quarterly = sql<string[]>`array[${sql.join(
  QUARTERS.flatMap((quarter) => {
    const isIn = sql`filter (where extract(quarter from ${milestones.releasedAt} at time zone 'UTC') = ${sql.raw(String(quarter))})`;
    return [
      sql`count(distinct ${milestones.contractId}) ${isIn}`,
      sql`coalesce(sum(${milestones.earnedCents}) ${isIn}, 0)`,
      sql`coalesce(sum(${milestones.releasedCents} - ${milestones.earnedCents}) ${isIn}, 0)`,
    ];
  }),
  sql`, `,
)}]::text[]`;

function sumsOf(quarters: readonly string[]): string[] {
  const total = [0, 1, 2].map((part) =>
    quarters.reduce((sum, text, at) => (at % 3 === part ? sum + Number(text) : sum), 0),
  );
  return [...quarters, ...total.map(String)].map((text, at) =>
    at % 3 === 0 ? text : toDecimal(cents(text)),
  );
}
