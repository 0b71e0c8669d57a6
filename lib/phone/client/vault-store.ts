import type { Vault } from "./vault.ts";

/** Where the vault of the person who is here outlives the worker, which the browser stops when nothing happens. */
export type VaultStore = {
  read(): Promise<Vault | null>;
  write(vault: Vault): Promise<void>;
  clear(): Promise<void>;
};

const NAME = "workhub-vault";
const SHELF = "vault";
const PLACE = "of whoever is here";

/** In the browser's database, the only storage that keeps keys which cannot be read back. */
export const storedVault: VaultStore = {
  read: async () => {
    const found: unknown = await inStore("readonly", (store) => store.get(PLACE));
    return isVault(found) ? found : null;
  },
  write: async (vault) => {
    await inStore("readwrite", (store) => store.put(vault, PLACE));
  },
  clear: async () => {
    await settled(indexedDB.deleteDatabase(NAME));
  },
};

/** The connection is closed each time, so that the database can be removed at any moment. */
async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF);
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(SHELF, mode).objectStore(SHELF)));
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isVault(value: unknown): value is Vault {
  return (
    typeof value === "object" &&
    value !== null &&
    "mark" in value &&
    typeof value.mark === "string" &&
    "sealing" in value &&
    value.sealing instanceof CryptoKey &&
    "naming" in value &&
    value.naming instanceof CryptoKey
  );
}
