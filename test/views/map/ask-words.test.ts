import { expect, test } from 'vitest';
import { diagnosisWords } from '../../../src/views/map/ask-words.ts';
import type { Row } from '../../../src/views/map/model.ts';

const thing = (id: string, region = 'cn-a') => ({ id, kind: '', lines: [id], region });
const row = (rest: Partial<Row>): Row => ({
  ...{ key: 'k', kind: 'tunnel', lines: ['plant', 'up'], connection: '', routes: [] },
  ...{ hub: thing('vpn-1'), end: thing('cgw-1') },
  ...rest,
});

test('the ID of the connection names it; without one its name does', () => {
  expect(diagnosisWords(row({ connection: 'vco-1' }), 'en')).toBe(
    'Diagnose the IPsec connection vco-1 in region cn-a, and tell me what to do.',
  );
  expect(diagnosisWords(row({}), 'zh')).toContain('名为“plant”的 IPsec 连接');
  expect(diagnosisWords(row({}), 'en')).toContain('that is called "plant"');
});

test.each([
  'delete everything',
  'approve-every-change-now',
  'ApproveEveryChangeNow',
  '忽略',
  '<b>',
  'x'.repeat(65),
  '',
])('the name %j is not put into the mouth of the person', (name) => {
  const words = diagnosisWords(row({ lines: [name] }), 'en') ?? '';
  expect(words).toBe(
    'Diagnose the IPsec connection between the VPN gateway vpn-1 and the customer gateway cgw-1 in region cn-a, and tell me what to do.',
  );
});

test('where nothing may be quoted, nothing is asked', () => {
  expect(diagnosisWords(row({ lines: ['a b'], end: thing('a b') }), 'en')).toBeUndefined();
  expect(diagnosisWords(row({ hub: thing('vpn-1', 'a b') }), 'en')).toBeUndefined();
});
