import process from 'node:process';
import type { Log } from '../../catalogue/invoke.ts';
import { type Tracing, untraced, wantsTraces } from '../../tracing/tracing.ts';
import { version } from '../../version.ts';

/** Official packages that this program does not bring: they are larger than all of it. */
const PACKAGES =
  '@opentelemetry/api@1.9 @opentelemetry/resources@2 @opentelemetry/sdk-trace-base@2 @opentelemetry/exporter-trace-otlp-http@0.223';

/** Traces where the standard variables ask for them, and the packages are there. Nothing of them is loaded otherwise. */
export const openTraces = async (log: Log, env = process.env): Promise<Tracing> => {
  if (!wantsTraces(env)) return untraced;
  try {
    const { openTracing } = await import('../../tracing/open-telemetry.ts');
    return openTracing(version);
  } catch (error) {
    const why = String(Object(error).code ?? Object(error).name);
    log('warn', 'OTEL_… asks for traces, but their packages cannot be loaded', { why, install: PACKAGES });
    return untraced;
  }
};
