import { eq, type SQL } from "drizzle-orm";
import type { Reader } from "#db/client";
import { documents } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { hasRight } from "#lib/auth/staff";
import { type Change, listChanges } from "#lib/changes";
import { isId } from "#lib/ids";
import { countryName } from "../countries.ts";
import { type InvoiceParty, OPERATOR } from "../schema.ts";
import { vatText } from "../vat.ts";
import { issuedBy, issuedTo, operator, type Party, readParties } from "./parties.ts";

export type Document = typeof documents.$inferSelect;

/** The condition that a document is the actor's to correct. */
export function isIssuedBy({ userId, role }: Actor): SQL {
  return eq(documents.issuer, hasRight(role, "keepBooks") ? OPERATOR : userId);
}

/** What an invoice in the place of another would say of both sides. */
export type Replacement = {
  readonly columns: ReturnType<typeof issuedBy> & ReturnType<typeof issuedTo>;
  /** What it says, as texts: a form that asks about it carries this. */
  readonly facts: readonly string[];
  /** What the invoice says beside it; none where both say the same. */
  readonly changes: readonly Change[];
};

/** By the billing details as they are now. Of whoever has left, what stands on the invoice stays. */
export async function planReplacement(reader: Reader, old: Document): Promise<Replacement> {
  const people = [old.issuer, old.recipientId].filter((id) => isId("usr", id));
  const parties = await readParties(reader, people);
  const now = (id: string, before: Party): Party => {
    const party = parties.get(id);
    return party && !party.hasLeft ? party : before;
  };
  const [issuer, recipient] = partiesOf(old);
  const from = old.issuer === OPERATOR ? operator() : now(old.issuer, issuer);
  const to = now(old.recipientId, recipient);
  const facts = factsOf(from, to);
  return {
    columns: { ...issuedBy(from, old.grossCents), ...issuedTo(to) },
    facts,
    changes: compareFacts(factsOf(issuer, recipient), facts),
  };
}

const FACTS = [
  "From",
  "Address of who it is from",
  "Country of who it is from",
  "VAT number of who it is from",
  "VAT",
  "To",
  "Address of who it is to",
  "Country of who it is to",
  "VAT number of who it is to",
] as const;

/** Old beside new, for two lists of facts as `planReplacement` makes them. */
export function compareFacts(seen: readonly string[], now: readonly string[]): Change[] {
  return listChanges(FACTS.map((what, at) => [what, seen[at] ?? "", now[at] ?? ""]));
}

function factsOf(from: Party, to: InvoiceParty): string[] {
  return [...textsOf(from), vatText(from.vatBasisPoints), ...textsOf(to)];
}

function textsOf({ name, address, country, vatNumber }: InvoiceParty): string[] {
  return [name, address, country === null ? "" : countryName(country), vatNumber ?? ""];
}

function partiesOf(row: Document): [issuer: Party, recipient: Party] {
  return [
    {
      name: row.issuerName,
      address: row.issuerAddress,
      country: row.issuerCountry,
      vatNumber: row.issuerVatNumber,
      vatBasisPoints: row.vatBasisPoints,
    },
    {
      name: row.recipientName,
      address: row.recipientAddress,
      country: row.recipientCountry,
      vatNumber: row.recipientVatNumber,
      vatBasisPoints: 0,
    },
  ];
}
