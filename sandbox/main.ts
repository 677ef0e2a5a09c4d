import { createLogger } from '../src/platform/log';
import { loadSandboxConfig } from './config';
import { startSandbox } from './server';

/** The sandbox partners as a process of their own. Ends on SIGTERM, SIGINT, or when its supervisor is gone. */
async function main(): Promise<void> {
  const config = loadSandboxConfig();
  const log = createLogger('sandbox', config.logLevel);
  const sandbox = await startSandbox({ ...config, log });
  log.info({ url: sandbox.url }, 'sandbox partners are up');
  const stop = () => {
    setTimeout(() => process.exit(0), 1000).unref();
    void sandbox.stop().finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.on('unhandledRejection', (e) => log.error({ err: e }, 'unhandled rejection'));
}

main().catch((e: NodeJS.ErrnoException) => {
  console.error(e.code === 'EADDRINUSE' ? `Sandbox: port ${process.env.SANDBOX_PORT ?? 3001} is in use.` : e.message);
  process.exit(1);
});
