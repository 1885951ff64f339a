/**
 * Loaded before a program that knows nothing of its starter: ends it when the starter is gone, however that ended. Processes that the program
 * itself starts inherit this import; their channels are the program's own business.
 */
if (Number(process.env.NABLA_STARTER) === process.ppid) {
  process.on("disconnect", () => process.exit(1));
  process.channel?.unref();
}
