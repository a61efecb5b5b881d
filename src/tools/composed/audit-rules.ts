import { addressRules } from './audit-addresses.ts';
import { cryptoRules } from './audit-crypto.ts';
import { keyRules } from './audit-keys.ts';
import { operationRules } from './audit-operations.ts';
import { routeRules } from './audit-routes.ts';
import type { Rule } from './audit-rule.ts';
import { sslRules } from './audit-ssl.ts';

/** Every rule, in the order of the catalogue that readers see. */
export const RULES: readonly Rule[] = [
  ...cryptoRules,
  ...keyRules,
  ...sslRules,
  ...addressRules,
  ...routeRules,
  ...operationRules,
];
