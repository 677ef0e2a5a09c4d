/**
 * Loaded first into every Node process of the stack: when the supervisor is gone, however it ended, the process
 * ends in order by the signal it knows, or is ended.
 */
const DRAIN_MS = 5_000;

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), DRAIN_MS).unref();
});
// The channel alone keeps no process alive.
process.channel?.unref();
