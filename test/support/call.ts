import type { Call, Invoke, Progress } from '../../src/catalogue/invoke.ts';

/** A call that nobody guards, for tests of what stands before the guard. */
export const testCall = (rest: Partial<Call> = {}): Call & { readonly heard: Progress[] } => {
  const heard: Progress[] = [];
  return {
    signal: new AbortController().signal,
    progress: (step) => heard.push(step),
    log: () => {},
    caller: { requestId: '1', session: 'test', transport: 'stdio' },
    platform: 'stack',
    approve: async () => {
      throw new Error('nobody approves here');
    },
    secrets: {
      judge: () => null,
      equal: () => false,
      write: async () => ({ Path: '', Sha256: '' }),
      files: 'no folder',
      linesIn: () => [],
      isKeyOf: () => undefined,
    },
    history: async () => [],
    ...rest,
    heard,
  };
};

/** An Invoke that answers from a function and keeps what it was asked. */
export const fakeInvoke = (answer: (action: string, input: Record<string, unknown>) => Record<string, unknown>) => {
  const asked: { action: string; input: Record<string, unknown> }[] = [];
  const invoke: Invoke = async (action, input) => {
    asked.push({ action: action.name, input });
    // Tests give replies of the action they stand for.
    return answer(action.name, input) as never;
  };
  return { invoke, asked };
};
