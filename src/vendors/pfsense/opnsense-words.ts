import type { DeviceWords } from '../handoff/pick.ts';

const ENCRYPTION = { aes: 'aes128', aes192: 'aes192', aes256: 'aes256' } as const;
const HASH = { sha1: 'sha1', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' } as const;
const GROUP = { group2: 'modp1024', group5: 'modp1536', group14: 'modp2048' } as const;

/** What the menu of proposals is made of, as far as the cloud has it too. */
export const WORDS: DeviceWords = {
  ...{ encryption1: ENCRYPTION, hash1: HASH, group1: GROUP, encryption2: ENCRYPTION, hash2: HASH },
  pfs: { disabled: '', ...GROUP },
};

const WEAK: ReadonlySet<string> = new Set([
  'aes256-sha1-modp2048',
  'aes192-sha1-modp2048',
  'aes128-sha1-modp2048',
  'aes256-sha256-modp1024',
  'aes256-sha512-modp1024',
  'aes256-sha256-modp1536',
  'aes128-sha256-modp1536',
  'aes256-sha1',
  'aes256-sha256',
]);

const isStrong = (proposal: string): boolean => /^aes(?:128|192|256)-sha(?:256|384|512)-modp2048$/.test(proposal);

/** Whether the menu of phase 1 has it; there a proposal needs a group. */
export const PHASE_1_MENU = (proposal: string): boolean =>
  isStrong(proposal) || (WEAK.has(proposal) && proposal.includes('-modp'));

/** Whether the menu of phase 2 has it. */
export const PHASE_2_MENU = (proposal: string): boolean => isStrong(proposal) || WEAK.has(proposal);

const fnv = (text: string, from: number): string => {
  let sum = from;
  for (const sign of text) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  return sum.toString(16).padStart(8, '0');
};

/** A UUID of form 4 that is the same for the same text: a second writing changes nothing. */
export const uuidOf = (text: string): string => {
  const all = [1, 2, 3, 4].map((from) => fnv(`${from} ${text}`, 0x81_1c_9d_c5 + from)).join('');
  return `${all.slice(0, 8)}-${all.slice(8, 12)}-4${all.slice(13, 16)}-a${all.slice(17, 20)}-${all.slice(20, 32)}`;
};
