import type { FaultInput } from '../../src/sandbox/api/faults.ts';
import { taskOf, tasks, worlds } from './task.ts';

type Change = Readonly<Record<string, unknown>>;

/** What must stand before a task's request is given: a world for the sandbox, its faults, the server's mode. */
export interface InitialState {
  world: object;
  patch: Change[];
  faults: FaultInput[];
  readOnly: boolean;
}

/** Keys of a patch that speak of the gateway or the server, and not of the world. */
const translate = (key: string, value: unknown): Partial<InitialState> => {
  if (key === 'server_mode') return { readOnly: value === 'read-only' };
  if (key === 'fault') return { faults: faultsOf(String(value)) };
  // The words tell what is already the sandbox's way: the download is written from the on-prem side.
  if (key === 'DownloadVpnConnectionConfig') return { patch: [{ 'platform.download_orientation': 'on-prem' }] };
  return { patch: [{ [key]: value }] };
};

/** `STS token expired on call 1; after refresh: 403 Forbidden on DescribeVpnGateways` */
const faultsOf = (sentence: string): FaultInput[] => {
  const [, action = '*'] = /403 Forbidden on (\w+)/.exec(sentence) ?? [];
  return [
    { kind: 'expired-token', action, times: 1 },
    { kind: 'forbidden', action, times: 1000 },
  ];
};

/** The IDs of all tasks, in their order. */
export const taskIds: readonly string[] = tasks.map((task) => task.id);

/** Throws for an unknown task. */
export const readInitialState = (id: string): InitialState => {
  const task = taskOf(id);
  const world = worlds[task.initial_state.world];
  if (!world) throw new Error(`there is no world ${task.initial_state.world}`);
  const changes = (task.initial_state.patch ?? []).flatMap((change) => Object.entries(change));
  const parts = changes.map(([key, value]) => translate(key, value));
  return {
    world,
    patch: parts.flatMap((one) => one.patch ?? []),
    faults: parts.flatMap((one) => one.faults ?? []),
    readOnly: parts.some((one) => one.readOnly === true),
  };
};
