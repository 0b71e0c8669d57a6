import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { makeStoredFile } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import { readFileRow } from "#db/testing/uploads";
import { attachFiles } from "#lib/files/attach-files";
import { removeProposalFile } from "./remove-proposal-file.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";

useTestDatabase();

test("a proposal’s file stays while the client may decide; afterwards only its freelancer can remove it", async () => {
  const [client, freelancer] = [await makeClient(), await makeFreelancer()];
  const proposalId = await makeProposal(await makeJob(client), freelancer);
  const fileId = await makeStoredFile(freelancer, "proposal");
  const ownerId = freelancer.userId;
  await getDb().transaction((tx) =>
    attachFiles(tx, { ownerId, fileIds: [fileId], purpose: "proposal", to: { proposalId } }),
  );
  const remove = (actor: typeof client) => removeProposalFile(actor, { fileId });
  await expect(remove(freelancer)).rejects.toMatchObject({ code: "file_relied_on" });
  await withdrawProposal(freelancer, { proposalId, proposalRevision: 1 });
  await expect(remove(client)).rejects.toMatchObject({ code: "not_found" });
  await remove(freelancer);
  expect(await readFileRow(fileId)).toBeUndefined();
});
