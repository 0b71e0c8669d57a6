/*
 * Loaded into the processes that the launcher starts. When the launcher is gone, killed even, the
 * channel to it closes and the process ends, so that nobody is left holding the port.
 */
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
});
process.channel?.unref();

export {};
