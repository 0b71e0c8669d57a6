import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { contracts, disputes } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { hasRight } from "#lib/auth/staff";
import { isPartyTo, selectContracts } from "#lib/contracts/queries/contract-rows";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { drawPage } from "../draw-page.ts";
import {
  type Listed,
  listEntries,
  type Manifest,
  NO_HEAD,
  PAGE,
  sha256,
} from "../internal/manifest.ts";
import { readFacts } from "./facts.ts";
import { type EvidenceFile, listEvidenceFiles } from "./files.ts";

/** Everything about one contract, ready to be written as a bundle. The same for everybody who may read it. */
export type Evidence = {
  readonly contractId: Id<"ctr">;
  readonly manifest: Manifest;
  /** The text of each entry that is not a file, by its path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly files: readonly EvidenceFile[];
};

/**
 * The evidence of a contract as it stands now, for its two parties, and for mediators once a dispute about it came to
 * them. Throws not_found for everyone else, exactly as for a contract that does not exist.
 */
export async function getEvidence(actor: Actor, contractId: string): Promise<Evidence> {
  if (!isId("ctr", contractId)) throw new DomainError("not_found");
  const { record, files, facts } = await getDb().transaction(
    async (tx) => {
      const [record] = await selectContracts(tx).where(
        and(eq(contracts.id, contractId), or(isPartyTo(actor), isMediated(actor))),
      );
      if (!record) throw new DomainError("not_found");
      const files = await listEvidenceFiles(tx, record.contract);
      return { record, files, facts: await readFacts(tx, record.contract, files) };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  const people = { client: record.client.name, freelancer: record.freelancer.name };
  const texts = new Map(
    Object.entries({ people, ...facts }).map(([name, content]) => [
      `facts/${name}.json`,
      `${JSON.stringify(content, null, 1)}\n`,
    ]),
  );
  const page = drawPage({ people, facts, head: NO_HEAD });
  const listed = [...texts].map(([path, text]) => listText(path, text));
  const manifest = listEntries(contractId, [listText(PAGE, page), ...listed, ...files]);
  texts.set(PAGE, page.replace(NO_HEAD, manifest.head));
  return { contractId, manifest, texts, files };
}

/** False for everybody without the right. */
function isMediated({ role }: Actor): SQL {
  if (!hasRight(role, "mediate")) return sql`false`;
  return sql`exists (select 1 from ${disputes}
    where ${disputes.contractId} = ${contracts.id} and ${disputes.mediationAt} is not null)`;
}

function listText(path: string, text: string): Listed {
  return { path, sizeBytes: Buffer.byteLength(text), sha256: sha256(text) };
}
