import { expect, test } from 'vitest';
import { defaultSessionName } from '../../../src/client/credentials/credential-source.ts';

test('the usual name of a session is one that STS takes', () => {
  expect(defaultSessionName).toMatch(/^[A-Za-z0-9.@_-]{2,64}$/);
});
