import { expect, test } from 'vitest';
import { may, must } from '../../../src/sandbox/handlers/handler.ts';
import { flag } from '../../../src/sandbox/handlers/kinds.ts';

test('a row says whether its parameter must be there, and what it may be', () => {
  expect([must(flag), may(flag)]).toEqual([
    { required: true, kind: flag },
    { required: false, kind: flag },
  ]);
});
