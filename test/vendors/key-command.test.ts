import { expect, test } from 'vitest';
import { command, PRE_SHARED_KEY } from '../../src/vendors/key-command.ts';
import { readWord } from '../../src/vendors/key-value.ts';
import { createKeyMasker } from '../../src/vendors/mask-keys.ts';

const open = command({ words: ['open'], before: /^[^!]*$/, lead: /open[ \t]{1,9}(?=\S)/iy, read: readWord });
const mask = (text: string): string => createKeyMasker([open, PRE_SHARED_KEY])(text, () => '#');

test.each([
  ['at the begin of a line', 'a\nopen sesame', 'a\nopen #'],
  ['behind a prompt', 'fw(config)# set open sesame', 'fw(config)# set open #'],
  ['a key inside of a line', 'Nov 29 10:00:00 fw cmd: open SEsame9', 'Nov 29 10:00:00 fw cmd: open #'],
  ['a word inside of a sentence', 'the doors open slowly', 'the doors open slowly'],
  ['a sentence of its own', 'open the door', 'open the door'],
  ['a thing to fill in', 'open <name>', 'open <name>'],
  ['a setting of its own', 'open mode=wide', 'open mode=wide'],
  ['what must not stand before', 'do not! open SEsame9', 'do not! open SEsame9'],
  ['a command of many words', 'pre-shared-key address 192.0.2.1 255.255.255.0 key simple FAKE', '…key simple #'],
  ['a way of authentication', 'authentication-method pre-shared-key', 'authentication-method pre-shared-key'],
])('%s', (_, text, left) => {
  expect(mask(text)).toMatch(left.startsWith('…') ? new RegExp(`${left.slice(1)}$`) : left);
});
