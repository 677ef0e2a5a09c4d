import { connectClient } from '../../src/temporal/connect';
import { registerSearchAttributes } from '../../src/temporal/searchAttributes';
import type { Supervisor } from '../process/supervisor';
import { Sentence } from '../sentence';
import { findCli } from '../temporal/cli';
import { startTemporal } from '../temporal/server';
import type { Voice } from '../tell';
import { addressesOf, type StackSettings } from './settings';

/** Starts the Temporal dev server unless one is given, and registers the search attributes. */
export async function bringUpTemporal(settings: StackSettings, supervisor: Supervisor, voice: Voice): Promise<void> {
  const { temporalAddress, temporalUiUrl } = addressesOf(settings);
  if (settings.temporalAddress) return registerAt(temporalAddress);
  const cli = await findCli(settings.env, voice.note);
  await supervisor.up({
    name: 'Temporal',
    address: `${temporalAddress}, UI ${temporalUiUrl}`,
    stopMs: 8_000,
    async start() {
      const { temporalPort: port, temporalUiPort: uiPort, home } = settings;
      const server = await startTemporal(home, { cli, port, uiPort });
      // Each time: its database may have been deleted while it was down.
      await registerAt(temporalAddress);
      return server;
    },
  });
}

async function registerAt(temporalAddress: string): Promise<void> {
  const { connection, namespace } = connectClient({ temporalAddress });
  try {
    await connection.withDeadline(Date.now() + 10_000, () => registerSearchAttributes(connection, namespace));
  } catch (error) {
    throw new Sentence(`The Temporal server at ${temporalAddress} cannot be used: ${(error as Error).message}`);
  } finally {
    await connection.close();
  }
}
