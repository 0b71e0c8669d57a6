import { createServer, type Server, type Socket } from "node:net";
import { asc, eq } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { mails, notifications, users } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { useMovingClock } from "#db/testing/moving-clock";
import { useTestDatabase } from "#db/testing/test-database";
import { freePort } from "#lib/free-port";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { SWITCHED_GROUPS } from "#lib/notifications/kinds";
import { notify } from "#lib/notifications/notify";
import { savePreferences } from "#lib/notifications/save-preferences";
import type { SavePreferencesInput } from "#lib/notifications/schema";
import { seePage } from "#lib/notifications/see-page";
import { makeMails } from "./make-mails.ts";
import type { Handover, MailProvider, OutgoingMail } from "./provider.ts";
import { createSmtp } from "./providers/smtp.ts";
import { pruneMails } from "./prune-mails.ts";
import { getMail, listOutbox } from "./queries.ts";
import { sendMails } from "./send-mails.ts";
import { signSubscription } from "./sign-subscription.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { writeMail } from "./write-mail.ts";

const env = vi.hoisted(() => ({ hasServer: true }));
vi.mock(import("#lib/env"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    getEnv: () => ({
      ...actual.getEnv(),
      ...(env.hasServer && { SMTP_URL: "smtp://mail.invalid" }),
      NEXTAUTH_URL: "https://workhub.example",
    }),
  };
});
useTestDatabase();

type Person = { userId: Id<"usr"> };
const wait = useMovingClock("2026-11-20T12:00:00Z");

beforeEach(async () => {
  env.hasServer = true;
  await getDb().delete(mails);
  await getDb().delete(notifications);
});

function fakeServer(answer: (mail: OutgoingMail) => Handover = () => ({ outcome: "sent" })) {
  const got: OutgoingMail[] = [];
  const provider: MailProvider = {
    send: async (mail) => {
      got.push(mail);
      return answer(mail);
    },
    close: () => {},
  };
  return { got, provider };
}

const hired = (to: Person, about = newId("ctr"), jobId?: Id<"job">) =>
  getDb().transaction((tx) =>
    notify(tx, {
      kind: "hired",
      to: to.userId,
      about,
      by: null,
      facts: { amountCents: 40_000 },
      ...(jobId && { jobId }),
    }),
  );
const messaged = (to: Person, about: string, by: Person) =>
  getDb().transaction((tx) =>
    notify(tx, { kind: "message", to: to.userId, about, by: by.userId, facts: {} }),
  );
const statuses = async () => {
  const rows = await getDb().select().from(mails).orderBy(asc(mails.createdAt), asc(mails.id));
  return rows.map(({ status }) => status);
};
const CHOICE: SavePreferencesInput = {
  bell: [...SWITCHED_GROUPS],
  mail: [...SWITCHED_GROUPS],
  push: [...SWITCHED_GROUPS],
  rhythm: "single",
  quietFrom: "none",
  quietUntil: "none",
  timeZone: "UTC",
};

describe("a mail with a link that is its reader's alone", () => {
  const write = async () => {
    const ana = await makeFreelancer();
    const secret = `token${newId("usr")}`;
    await writeMail({
      to: { userId: ana.userId, name: "Ana", address: "ana@example.com" },
      subject: "Choose a new password",
      todo: "Open it.",
      sentence: "Somebody asked for it",
      button: { label: "Choose", path: `/reset-password?token=${secret}` },
      why: "You asked.",
      secret,
    });
    const [mail] = await getDb().select().from(mails);
    if (!mail) throw new Error("No mail was written");
    return { secret, mailId: mail.id };
  };

  test("is sent with it, shows it to nobody else, and has lost it afterwards", async () => {
    const operator = await makeAdmin();
    const { secret, mailId } = await write();
    expect((await getMail(operator, { mailId })).body).not.toContain(secret);
    const { got, provider } = fakeServer();
    await sendMails(provider);
    expect(got[0]?.text).toContain(secret);
    expect(got[0]?.html).toContain(secret);
    expect(got[0]?.unsubscribeUrl).toBeNull();
    const [sent] = await getDb().select().from(mails).where(eq(mails.id, mailId));
    expect(sent?.status).toBe("sent");
    expect(JSON.stringify(sent)).not.toContain(secret);
  });

  test("is there for the operator to read where no mail is sent", async () => {
    env.hasServer = false;
    const operator = await makeAdmin();
    const { secret, mailId } = await write();
    expect((await getMail(operator, { mailId })).body).toContain(secret);
  });
});

describe("a mail", () => {
  test("says what happened with its amount, what to do, why it came and how to stop it", async () => {
    const client = await makeClient();
    const ana = await makeFreelancer();
    const jobId = await makeJob(client, { title: "Relight <the> “beacons” & buoys" });
    await hired(ana, newId("ctr"), jobId);
    await makeMails();
    const { got, provider } = fakeServer();
    expect(await sendMails(provider)).toBe(1);
    const [mail] = got;
    expect(mail?.subject).toBe("WorkHub hired you for €400.00 · Relight <the> “beacons” & buoys");
    expect(mail?.text).toMatch(/^Begin the work, and submit it before it is due\.\n/);
    expect(mail?.text).toMatch(/Open the contract: https:\/\/workhub\.example\/contracts\/ctr_/);
    expect(mail?.text).toMatch(/Stop mail of this kind: https:\/\/workhub\.example\/unsubscribe\//);
    expect(mail?.html).toContain("Relight &lt;the&gt; “beacons” &amp; buoys");
    expect(mail?.references).toBe(`<${jobId}@workhub.example>`);
    expect(mail?.unsubscribeUrl).toMatch(/^https:\/\/workhub\.example\/api\/unsubscribe\/usr_/);
    expect(mail?.messageId).toMatch(/^<mal_\w+@workhub\.example>$/);
    expect(mail?.listId.host).toBe("work.workhub.example");
    expect(await statuses()).toEqual(["sent"]);
    expect(await makeMails()).toBe(0);
  });

  test("about what was read meanwhile is not written, and one that is written is not sent", async () => {
    const ana = await makeFreelancer();
    const [first, second] = [newId("ctr"), newId("ctr")];
    await hired(ana, first);
    await seePage(ana, { path: `/contracts/${first}` });
    expect(await makeMails()).toBe(0);
    await hired(ana, second);
    expect(await makeMails()).toBe(1);
    await seePage(ana, { path: `/contracts/${second}` });
    const { got, provider } = fakeServer();
    await sendMails(provider);
    expect(got).toEqual([]);
    expect(await statuses()).toEqual(["dropped"]);
  });

  test("about money and security comes although it was read", async () => {
    const ana = await makeFreelancer();
    const facts = { amountCents: 100 };
    await getDb().transaction(async (tx) => {
      const payment = { to: ana.userId, about: newId("pay"), by: null, facts };
      await notify(tx, { kind: "payout_arrived", ...payment });
    });
    await seePage(ana, { path: "/wallet" });
    expect(await makeMails()).toBe(1);
  });

  test("about messages waits two minutes, and one window is one mail", async () => {
    const [ana, bo] = [await makeFreelancer(), await makeFreelancer({ name: "Bo Lind" })];
    const about = newId("cnv");
    await messaged(ana, about, bo);
    wait(1);
    await messaged(ana, about, bo);
    expect(await makeMails()).toBe(0);
    wait(1);
    expect(await makeMails()).toBe(1);
    await messaged(ana, about, bo);
    expect(await makeMails()).toBe(0);
    wait(2);
    expect(await makeMails()).toBe(1);
    const { got, provider } = fakeServer();
    await sendMails(provider);
    expect(got.map(({ subject }) => subject)).toEqual([
      "2 new messages from Bo Lind",
      "3 new messages from Bo Lind",
    ]);
  });

  test("about a message that is read within these two minutes is not written", async () => {
    const [ana, bo] = [await makeFreelancer(), await makeFreelancer({ name: "Bo Lind" })];
    const about = newId("cnv");
    await messaged(ana, about, bo);
    wait(1);
    await seePage(ana, { path: `/inbox/${about}` });
    wait(2);
    expect(await makeMails()).toBe(0);
  });
});

describe("what a person has chosen", () => {
  test("a group that is off is not mailed, security is", async () => {
    const ana = await makeFreelancer();
    await savePreferences(ana, { ...CHOICE, mail: [] });
    await hired(ana);
    expect(await makeMails()).toBe(0);
    await getDb().transaction((tx) =>
      notify(tx, {
        kind: "password_changed",
        to: ana.userId,
        about: ana.userId,
        by: null,
        facts: {},
      }),
    );
    expect(await makeMails()).toBe(1);
    const { got, provider } = fakeServer();
    await sendMails(provider);
    expect(got.map(({ unsubscribeUrl }) => unsubscribeUrl)).toEqual([null]);
  });

  test("within quiet hours it waits, and what is read until then is let go", async () => {
    const ana = await makeFreelancer();
    await savePreferences(ana, { ...CHOICE, quietFrom: "11", quietUntil: "14" });
    const read = newId("ctr");
    await hired(ana);
    await hired(ana, read);
    expect(await makeMails()).toBe(0);
    await seePage(ana, { path: `/contracts/${read}` });
    wait(119);
    expect(await makeMails()).toBe(0);
    wait(1);
    expect(await makeMails()).toBe(1);
  });

  test("what comes together is one mail, at eight", async () => {
    const ana = await makeFreelancer();
    await savePreferences(ana, { ...CHOICE, rhythm: "daily" });
    await hired(ana);
    await hired(ana);
    expect(await makeMails()).toBe(0);
    wait(20 * 60);
    expect(await makeMails()).toBe(1);
    const { got, provider } = fakeServer();
    await sendMails(provider);
    expect(got.map(({ subject }) => subject)).toEqual(["2 things on WorkHub"]);
    await hired(ana);
    wait(24 * 60);
    expect(await makeMails()).toBe(1);
    await unsubscribe({ token: got[0]?.unsubscribeUrl?.split("/").at(-1) ?? "" });
    await sendMails(provider);
    expect(got).toHaveLength(1);
    expect(await makeMails()).toBe(0);
  });

  test("a signed link stops one group of one person, also what is written already", async () => {
    const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
    await hired(ana);
    await hired(bo);
    expect(await makeMails()).toBe(2);
    const token = signSubscription({ userId: ana.userId, group: "work" });
    await unsubscribe({ token });
    await unsubscribe({ token });
    const { got, provider } = fakeServer();
    await sendMails(provider);
    expect(got.map(({ to }) => to.address)).toEqual([`${bo.userId}@example.com`]);
    for (const forged of [token.replace("work", "money"), `${token}x`, "", "a.b.c"]) {
      await expect(unsubscribe({ token: forged })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("a server that misbehaves", () => {
  test("is asked again after growing pauses, with the same Message-ID, and in the end no more", async () => {
    await hired(await makeFreelancer());
    await makeMails();
    const { got, provider } = fakeServer(() => ({ outcome: "later", reason: "Busy" }));
    await sendMails(provider);
    await sendMails(provider);
    expect(got).toHaveLength(1);
    wait(2);
    await sendMails(provider);
    wait(4);
    await sendMails(provider);
    expect(got).toHaveLength(2);
    for (let day = 0; day < 12; day += 1) {
      wait(24 * 60);
      await sendMails(provider);
    }
    expect(got).toHaveLength(10);
    expect(new Set(got.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await statuses()).toEqual(["refused"]);
  });

  test("that refuses one address for good is not asked again for it, and the others get theirs", async () => {
    const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
    await hired(ana);
    await hired(bo);
    await makeMails();
    const { provider } = fakeServer(({ to }) =>
      to.address.startsWith(ana.userId)
        ? { outcome: "refused", reason: "No such user" }
        : { outcome: "sent" },
    );
    expect(await sendMails(provider)).toBe(1);
    expect((await statuses()).sort()).toEqual(["refused", "sent"]);
  });

  test("that takes its time leaves the mails after the first to other workers", async () => {
    for (let n = 0; n < 4; n += 1) await hired(await makeFreelancer());
    await makeMails();
    const { got, provider } = fakeServer();
    const slow: MailProvider = {
      ...provider,
      async send(mail) {
        wait(1);
        await sendMails(provider);
        return provider.send(mail);
      },
    };
    await sendMails(slow);
    expect(got).toHaveLength(4);
    expect(new Set(got.map(({ messageId }) => messageId)).size).toBe(4);
  });

  test("two workers send each mail once", async () => {
    for (let n = 0; n < 30; n += 1) await hired(await makeFreelancer());
    await Promise.all([makeMails(), makeMails()]);
    const { got, provider } = fakeServer();
    await Promise.all([sendMails(provider), sendMails(provider), sendMails(provider)]);
    expect(got).toHaveLength(30);
    expect(new Set(got.map(({ messageId }) => messageId)).size).toBe(30);
  });
});

describe("over SMTP, a server", () => {
  const sockets = new Set<Socket>();
  const listen = async (server: Server, work: (url: string) => Promise<void>) => {
    server.on("connection", (socket) => sockets.add(socket));
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    try {
      await work(`smtp://127.0.0.1:${port}`);
    } finally {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  };

  test("that takes a mail and closes without an answer is not given it again at once", async () => {
    let takenCount = 0;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream) {
        stream.resume().on("end", () => {
          takenCount += 1;
          for (const socket of sockets) socket.destroy();
        });
      },
    });
    server.on("error", () => {});
    await listen(server.server, async (url) => {
      await hired(await makeFreelancer());
      await makeMails();
      expect(await sendMails(createSmtp(url))).toBe(0);
      expect(takenCount).toBe(1);
      expect(await statuses()).toEqual(["waiting"]);
    });
  });

  test("that goes on talking and never comes to an end is given up", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.write("220 hello\r\n");
      const talking = setInterval(() => socket.write("250-and\r\n"), 20);
      socket.once("close", () => clearInterval(talking));
    });
    await listen(server, async (url) => {
      await hired(await makeFreelancer());
      await makeMails();
      expect(await sendMails(createSmtp(url, 100))).toBe(0);
      expect(await statuses()).toEqual(["waiting"]);
    });
  });
});

test("over SMTP, a name with a comma, quotes and brackets stays one name at one address", async () => {
  const received: { to: string[]; data: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let data = "";
      stream.on("data", (chunk: Buffer) => {
        data += chunk.toString("utf8");
      });
      stream.on("end", () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), data });
        done();
      });
    },
    onRcptTo({ address }, _session, done) {
      done(
        address.startsWith("gone") ? Object.assign(new Error("No"), { responseCode: 550 }) : null,
      );
    },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  try {
    const [ana, gone] = [await makeFreelancer(), await makeFreelancer()];
    const name = 'Moreau, "Ana" <boss@example.org>';
    await getDb().update(users).set({ name }).where(eq(users.id, ana.userId));
    const address = `gone-${gone.userId}@example.com`;
    await getDb().update(users).set({ email: address }).where(eq(users.id, gone.userId));
    await hired(ana);
    await hired(gone);
    await makeMails();
    expect(await sendMails(createSmtp(`smtp://127.0.0.1:${port}`))).toBe(1);
    const [mail] = received;
    expect(received.map(({ to }) => to)).toEqual([[`${ana.userId}@example.com`]]);
    expect(mail?.data).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    expect(mail?.data).toMatch(
      /^List-Unsubscribe: <https:\/\/workhub\.example\/api\/unsubscribe\//m,
    );
    expect(mail?.data).toMatch(/^List-ID: .*<work\.workhub\.example>\r?$/m);
    expect(mail?.data).toMatch(/^Message-ID: <mal_\w+@workhub\.example>\r?$/m);
    expect((await statuses()).sort()).toEqual(["refused", "sent"]);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});

test("mails go after 30 days, but none that waits", async () => {
  await hired(await makeFreelancer());
  await makeMails();
  await sendMails(fakeServer().provider);
  await hired(await makeFreelancer());
  await makeMails();
  wait(29 * 24 * 60);
  expect(await pruneMails()).toEqual({ removed: 0 });
  wait(2 * 24 * 60);
  expect(await pruneMails()).toEqual({ removed: 1 });
  expect(await statuses()).toEqual(["waiting"]);
});

test("without a server mail stands in the outbox, for the admin alone", async () => {
  env.hasServer = false;
  const ana = await makeFreelancer();
  await hired(ana);
  await makeMails();
  expect(await sendMails()).toBe(0);
  const admin = { userId: newId("usr"), role: "admin" } as const;
  const { rows } = await listOutbox(admin);
  expect(rows.map(({ status }) => status)).toEqual(["kept"]);
  const [row] = rows;
  if (!row) throw new Error("There is no mail");
  expect((await getMail(admin, row)).body).toContain("Open the contract");
  await expect(listOutbox(ana)).rejects.toMatchObject({ code: "not_found" });
  await expect(getMail(ana, row)).rejects.toMatchObject({ code: "not_found" });
});
