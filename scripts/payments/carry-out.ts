import { type Actor, SYSTEM } from "#lib/auth/actor";
import { asTrusted } from "#lib/auth/verified";
import { hireWhenPaid } from "#lib/contracts/hire-when-paid";
import { handle } from "#lib/edge/task";
import { addFunds } from "#lib/payments/add-funds";
import { hearProviderEvent } from "#lib/payments/hear-provider-event";
import { type AddFundsInput, hireWhenPaidTask, type WithdrawInput } from "#lib/payments/schema";
import { paymentTasks } from "#lib/payments/tasks";
import { withdraw } from "#lib/payments/withdraw";

/** One piece of work that a process of ours does, and may be killed in the middle of. */
export type Work =
  | { readonly do: "task"; readonly task: string; readonly input: unknown }
  | { readonly do: "hear"; readonly body: string; readonly signature: string }
  | { readonly do: "add_funds"; readonly actor: Actor; readonly input: AddFundsInput }
  | { readonly do: "withdraw"; readonly actor: Actor; readonly input: WithdrawInput };

const hiring = handle(hireWhenPaidTask, (input) => hireWhenPaid(SYSTEM, input));
/** Few, so that a process starts soon. */
const HANDLERS = new Map([...paymentTasks, hiring].map((one) => [one.name, one]));

/** Returns when to do it again; null when it is done. */
export async function carryOut(work: Work): Promise<Date | null> {
  switch (work.do) {
    case "task": {
      const handler = HANDLERS.get(work.task);
      if (!handler) throw new Error(`Nothing carries out the task ${work.task}`);
      return handler.run(work.input);
    }
    case "hear": {
      const { body, signature } = work;
      await hearProviderEvent({ body, headers: new Headers({ "stripe-signature": signature }) });
      return null;
    }
    case "add_funds":
      await addFunds(asTrusted(work.actor), work.input);
      return null;
    case "withdraw":
      await withdraw({ ...asTrusted(work.actor), sessionId: SYSTEM }, work.input);
      return null;
  }
}
