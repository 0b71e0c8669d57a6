/** Runs once when a server starts, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ watchAddresses }, { getEnv }] = await Promise.all([
    import("#lib/auth/address"),
    import("#lib/env"),
  ]);
  watchAddresses(getEnv().TRUST_PROXY);
}
