import { expect, test } from 'vitest';
import { parentOf } from '../../src/tracing/trace-context.ts';

const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const good = `00-${traceId}-${spanId}-01`;
const meta = (fields: object) => ({ method: 'tools/call', params: { _meta: fields } });

test('the parent is taken from the message before the headers', () => {
  const other = `00-${traceId}-${'1'.repeat(16)}-00`;
  expect(parentOf({ traceparent: good, tracestate: 'a=1' }, undefined)).toEqual({
    traceId,
    spanId,
    traceFlags: 1,
    traceState: 'a=1',
  });
  expect(parentOf({ traceparent: good }, meta({ traceparent: other }))).toMatchObject({
    spanId: '1'.repeat(16),
    traceFlags: 0,
  });
});

test.each([
  undefined,
  '',
  good.toUpperCase(),
  `${good}-more`,
  `ff-${traceId}-${spanId}-01`,
  `00-${'0'.repeat(32)}-${spanId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId}-${spanId}-0`,
  `${good} `,
  7,
])('a malformed parent is none: %j', (traceparent) => {
  expect(parentOf({}, meta({ traceparent }))).toBeUndefined();
  if (typeof traceparent !== 'number') expect(parentOf({ traceparent }, undefined)).toBeUndefined();
});

test('a later version is read as far as it is known', () => {
  expect(parentOf({ traceparent: `01-${traceId}-${spanId}-03-more` }, undefined)).toMatchObject({ traceFlags: 1 });
});

test.each(['a=1\r\nx: y', 'a='.repeat(400), 'ä=1', 7])('a malformed state is left out: %j', (tracestate) => {
  const parent = parentOf({}, meta({ traceparent: good, tracestate }));
  expect(parent).toMatchObject({ traceId });
  expect(parent?.traceState).toBeUndefined();
});
