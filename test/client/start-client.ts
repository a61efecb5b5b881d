import { onTestFinished } from 'vitest';
import type { Call, Progress } from '../../src/catalogue/invoke.ts';
import { type Client, type ClientOptions, createClient } from '../../src/client/client.ts';
import { type Answer, type Recorder, startRecorder, testKeys } from './recorder.ts';

/** A call of nobody in particular, which remembers its progress and its log. */
export const bareCall = (
  part: Partial<Call> = {},
): Call & { readonly steps: Progress[]; readonly lines: [string, string, unknown][] } => {
  const steps: Progress[] = [];
  const lines: [string, string, unknown][] = [];
  return {
    signal: new AbortController().signal,
    progress: (step) => {
      steps.push(step);
    },
    log: (level, event, facts) => {
      lines.push([level, event, facts]);
    },
    caller: { requestId: '1', session: 's', transport: 'stdio' },
    platform: 'stack',
    approve: () => Promise.reject(new Error('no guard here')),
    secrets: {
      judge: () => null,
      equal: () => false,
      write: () => Promise.reject(new Error('no guard here')),
      files: 'no folder',
      linesIn: () => [],
      isKeyOf: () => undefined,
    },
    history: async () => [],
    steps,
    lines,
    ...part,
  };
};

export interface Started {
  readonly client: Client;
  readonly server: Recorder;
  /** What was waited for, in milliseconds; time moves by it and by nothing else. */
  readonly waits: number[];
  readonly warnings: string[];
  readonly clock: { nowMs: number };
}

/** A client against a gateway that answers as told, with a clock that only waiting moves. */
export const startClient = async (
  answer: Answer,
  options: Partial<ClientOptions> = {},
  secretFor?: (keyId: string) => string,
): Promise<Started> => {
  const server = await startRecorder(answer, undefined, secretFor);
  const waits: number[] = [];
  const warnings: string[] = [];
  const clock = { nowMs: Date.UTC(2026, 10, 23, 1, 2, 3) };
  const client = createClient({
    region: 'cn-a',
    endpoint: server.url,
    stsEndpoint: server.url,
    ...testKeys,
    ecsMetadataDisabled: true,
    home: '/nonexistent',
    now: () => clock.nowMs,
    sleep: async (ms) => {
      waits.push(ms);
      clock.nowMs += ms;
    },
    random: () => 1,
    log: (level, event) => {
      if (level === 'warn') warnings.push(event);
    },
    ...options,
  });
  onTestFinished(async () => {
    await client.close();
    await server.close();
  });
  return { client, server, waits, warnings, clock };
};
