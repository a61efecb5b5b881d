import { expect, test } from 'vitest';
import { untraced, wantsTraces } from '../../src/tracing/tracing.ts';

const endpoint = 'http://127.0.0.1:4318';

test.each([
  [{}, false],
  [{ OTEL_SERVICE_NAME: 'x' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'True' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'none' }, false],
])('the standard variables decide: %j', (env, wanted) => {
  expect(wantsTraces(env)).toBe(wanted);
});

test('without traces the work is done all the same', async () => {
  expect(untraced.within(undefined, () => 1)).toBe(1);
  expect(await untraced.call('X', async (end) => end({ outcome: 'ok' }))).toBeUndefined();
  untraced.cloudRequest({});
  await untraced.close();
});
