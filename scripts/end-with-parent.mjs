/** Loaded before a program that knows nothing of its starter: ends it when the starter is gone, however that ended. */
process.on("disconnect", () => process.exit(0));
process.channel?.unref();
