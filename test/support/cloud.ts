import { onTestFinished } from 'vitest';
import type { Invoke } from '../../src/catalogue/invoke.ts';
import { createClient } from '../../src/client/client.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';

/** A simulated cloud and the client's own way to it, in this process and without a guard. */
export const startCloud = async (
  options: Pick<SandboxOptions, 'world' | 'patch'>,
): Promise<{ readonly invoke: Invoke; readonly sandbox: Sandbox }> => {
  const sandbox = await startSandbox({ ...options, pace: 'instant' });
  onTestFinished(() => sandbox.close());
  const client = createClient({
    endpoint: sandbox.endpoint,
    region: sandbox.regionId,
    accessKeyId: sandbox.accessKeyId,
    accessKeySecret: sandbox.accessKeySecret,
    log: () => {},
  });
  onTestFinished(() => client.close());
  return { invoke: client.invoke, sandbox };
};
