import build from './buildSetup';
import { startDatabaseServer, stopDatabaseServer } from './databaseServer';
import { startPrivateStack, type PrivateStack } from './privateStack';
import { removeTestHome } from './testHome';

const run = globalThis as typeof globalThis & { waybillStack?: PrivateStack };

/** Starts the stack that all tests share, and the server of their own databases. */
export default async function startSharedStack(): Promise<void> {
  build();
  await startDatabaseServer();
  try {
    run.waybillStack = await startPrivateStack();
  } catch (error) {
    // jest runs no teardown when a set-up fails.
    await stopDatabaseServer();
    throw error;
  }
  process.env.WAYBILL_TEST_STACK = run.waybillStack.home.path('demo.json');
}

export async function stopSharedStack(): Promise<void> {
  const stack = run.waybillStack;
  delete run.waybillStack;
  await stack?.stop();
  if (stack) removeTestHome(stack.home);
  await stopDatabaseServer();
}
