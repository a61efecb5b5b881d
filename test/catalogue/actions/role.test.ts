import { expect, test } from 'vitest';
import { inputMessages } from '../input-messages.ts';

test.each([
  [{ Policy: '{"Version":"1","Statement":[]}' }],
  [{ DurationSeconds: 900 }],
  [{ DurationSeconds: 43200 }],
  [{ RoleSessionName: 'a.b@c-d_1' }],
  [{ RoleArn: 'acs:ram::123456789012****:role/adminrole' }],
])('a role may be assumed with %j', (change) => {
  expect(inputMessages('AssumeRole', change)).toEqual([]);
});

test.each([
  [{ RoleArn: 'adminrole' }, /^RoleArn has the form acs:ram::<account>:role\/<name>$/],
  [{ RoleArn: 'acs:ram::123456789012:user/alice' }, /^RoleArn has the form/],
  [{ RoleSessionName: 'a' }, /^RoleSessionName has 2 to 64 characters$/],
  [{ RoleSessionName: 'a'.repeat(65) }, /^RoleSessionName has 2 to 64 characters$/],
  [{ RoleSessionName: 'alice bob' }, /^RoleSessionName is made of letters, digits and/],
  [{ Policy: '{not json' }, /^Policy is a RAM policy as JSON text$/],
  [{ Policy: '' }, /^Policy has 1 to 1024 characters$/],
  [{ DurationSeconds: 899 }, /^DurationSeconds is at least 900$/],
  [{ DurationSeconds: 43201 }, /^DurationSeconds is at most 43200$/],
])('a role may not be assumed with %j', (change, says) => {
  expect(inputMessages('AssumeRole', change)).toHaveLength(1);
  expect(inputMessages('AssumeRole', change)[0]).toMatch(says);
});
