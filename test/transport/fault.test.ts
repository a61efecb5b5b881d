import { expect, test } from 'vitest';
import { createFault, faultText } from '../../src/transport/fault.ts';

test.each([
  ['/mcp', '/mcp'],
  ['/mcp?x=1', '/mcp'],
  ['/approve/secret-part-of-an-address', '/approve'],
  ['/', '/'],
  ['', '/'],
  [`/${'a'.repeat(500)}`, '/'],
  ['/a\nb', '/'],
])('of %j the log has the route %s', (url, route) => {
  expect(createFault(new Error('x'), { method: 'GET', url }).request).toEqual({ method: 'GET', route });
});

test('a message is told by its method and ID where they are plain', () => {
  const request = (message: object) => createFault(1, { method: 'POST', url: '/mcp', message: { ...message } }).request;
  expect(request({ method: 'tools/call', id: 7 })).toMatchObject({ call: 'tools/call', requestId: 7 });
  expect(request({ method: 'a b', id: 'x'.repeat(65) })).toMatchObject({ call: 'other', requestId: 'other' });
  expect(request({ method: 'a', id: { key: 'made-up' } })).toMatchObject({ call: 'a', requestId: 'other' });
});

test('the answer says where to look, and nothing of the error; each fault has a reference of its own', () => {
  const faults = Array.from({ length: 50 }, () => createFault('of the inside', { method: 'GET', url: '/' }));
  expect(new Set(faults.map(({ reference }) => reference)).size).toBe(50);
  for (const fault of faults) {
    expect(faultText(fault)).toContain(fault.reference);
    expect(faultText(fault)).not.toContain('of the inside');
    expect(fault.error.message).toBe('of the inside');
  }
});
