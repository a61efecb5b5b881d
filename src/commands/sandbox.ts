import process from 'node:process';
import { BadSettings } from '../errors.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Settings } from '../settings/settings.ts';
import { openTerminal } from './terminal.ts';

/** The sandbox's names of the paces. A world may set its own, so the default is not passed on. */
const paces = { fast: 'quick', real: 'real' } as const;

/** Starts a simulated cloud on loopback. Rejects with `BadSettings` when the world cannot be read or the port is taken. */
export const openSandbox = async (world: string, settings: Settings, port = 0): Promise<Sandbox> => {
  const { startSandbox } = await import('../sandbox/sandbox.ts');
  const pace = settings.sources.pace === 'default' ? {} : { pace: paces[settings.pace] };
  try {
    return await startSandbox({ world, port, ...pace });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const remedy = 'Take office, public, empty, fleet or the path of a world file, and a free port.';
    throw new BadSettings('--world', `the sandbox did not start: ${why}`, remedy, { cause });
  }
};

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

/** The command `sandbox`: the simulated cloud alone, until a signal. Its first line on standard output is JSON. */
export const runSandbox = async (settings: Settings): Promise<number> => {
  const { out, say } = openTerminal();
  const world = settings.sandbox ?? settings.world;
  const sandbox = await openSandbox(world, settings, settings.port);
  const { endpoint, asapiEndpoint, stsEndpoint, ascmEndpoint, controlEndpoint } = sandbox;
  const { accessKeyId, accessKeySecret, regionId, platform } = sandbox;
  const endpoints = { endpoint, asapiEndpoint, stsEndpoint, ascmEndpoint, controlEndpoint };
  out(JSON.stringify({ ...endpoints, accessKeyId, accessKeySecret, regionId, platform }));
  say(`The simulated cloud is running with the world "${world}"; Ctrl-C ends it.`);
  await untilSignal();
  await sandbox.close();
  return 0;
};
