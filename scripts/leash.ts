/*
 * Loaded into the processes that the launcher starts. When the launcher is gone, killed even, the
 * channel to it closes and the process ends, so that nobody is left holding the port. The processes
 * that those start inherit the option to load this; their channel is somebody else's.
 */
if (process.env.WORKHUB_LAUNCHER_PID === String(process.ppid)) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
  });
  process.channel?.unref();
}

export {};
