import type { Fields } from '../catalogue/action.ts';
import type { TraceParent } from './trace-context.ts';

/** How a call ended, as far as a trace may know. */
export interface CallEnd {
  readonly outcome: string;
  /** Of an error. */
  readonly code?: string | undefined;
}

/** Traces of one process. Attributes hold no arguments, no names of people or resources, and no texts of errors. */
export interface Tracing {
  /** Does the work of a request within the trace of whoever sent it. */
  readonly within: <T>(parent: TraceParent | undefined, work: () => T) => T;
  /** Does a tool call, which says at its end how it ended. */
  readonly call: <T>(tool: string, work: (end: (how: CallEnd) => void) => Promise<T>) => Promise<T>;
  /** A request to the cloud that has just ended, as the client tells of it. */
  readonly cloudRequest: (facts: Fields) => void;
  /** Sends what is left, within a limit. Never rejects. */
  readonly close: () => Promise<void>;
}

/** Where nobody has asked for traces. */
export const untraced: Tracing = {
  within: (_parent, work) => work(),
  call: (_tool, work) => work(() => {}),
  cloudRequest: () => {},
  close: async () => {},
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the standard variables ask for traces: an address to send them to, and nothing that says no. */
export const wantsTraces = (env: Environment): boolean =>
  Boolean(env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT']) &&
  env['OTEL_SDK_DISABLED']?.toLowerCase() !== 'true' &&
  env['OTEL_TRACES_EXPORTER'] !== 'none';
