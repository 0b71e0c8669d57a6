import { ulid } from "ulid";
import { makeTalk } from "#db/testing/talking";
import { type Outcome, post, signIn } from "./device.ts";
import type { Faults } from "./faults.ts";

const TIMES = 100;
/** How often it is reused with another text, through each process. */
const REUSES = 10;

/**
 * One `clientId` a hundred times at once, through both processes: there is one message, and every answer names it. Then
 * with another text: refused, every time.
 */
export async function proveClientId(
  processes: readonly string[],
  say: (line: string) => void,
): Promise<Pick<Faults, "duplicated"> & { readonly clientIdConflicts: number; ok: boolean }> {
  const { conversationId, client } = await makeTalk();
  const devices = await Promise.all(processes.map((address) => signIn(client, address)));
  const message = { clientId: ulid(), body: "Only once, please" };
  const sendTimes = (times: number, body: string) =>
    Promise.all(
      Array.from({ length: times }, (_, index) => {
        const device = devices[index % devices.length];
        if (!device) throw new Error("There is no process to send through");
        return post(device, conversationId, { ...message, body });
      }),
    );

  const answers = await sendTimes(TIMES, message.body);
  const refusals = await sendTimes(REUSES, "Something else");
  const count = (outcomes: Outcome[], status: number) =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const [created, replayed] = [count(answers, 201), count(answers, 200)];
  const numbers = new Set(answers.map((outcome) => outcome.message?.seq));
  const clientIdConflicts = count(refusals, 409);
  say(
    `one clientId ${TIMES} times: ${created} created, ${replayed} replayed, ${numbers.size} number; with another text ${clientIdConflicts} of ${REUSES} refused`,
  );
  return {
    duplicated: Math.max(created, numbers.size) - 1,
    clientIdConflicts,
    ok: created === 1 && created + replayed === TIMES && clientIdConflicts === REUSES,
  };
}
