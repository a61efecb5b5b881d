import { addressRules } from './address-rules.ts';
import { cryptoRules } from './crypto-rules.ts';
import { keyRules } from './key-rules.ts';
import { operationRules } from './operation-rules.ts';
import { routeRules } from './route-rules.ts';
import type { Rule } from './rule.ts';
import { sslRules } from './ssl-rules.ts';
import { tunnelRules } from './tunnel-rules.ts';

/** Every rule, in the order of the catalogue that readers see. */
export const RULES: readonly Rule[] = [
  ...cryptoRules,
  ...keyRules,
  ...sslRules,
  ...addressRules,
  ...routeRules,
  ...tunnelRules,
  ...operationRules,
];
