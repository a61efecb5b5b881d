import { READS, type Rule } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';

const groupOf = ({ id }: Rule): string => id.slice(0, id.indexOf('-'));

/** The IDs of all rules. */
export const ruleIds: readonly string[] = RULES.map(({ id }) => id);

/** What rules can be asked for by: an ID, a group such as `CRY`, or the kind of resource that they are about. */
export const ruleNames: readonly string[] = [...ruleIds, ...new Set(RULES.map(groupOf)), ...Object.keys(READS)];

/** The rules that one of the names means. */
export const rulesNamed = (names: readonly string[]): readonly Rule[] =>
  RULES.filter((rule) => [rule.id, groupOf(rule), rule.on].some((name) => names.includes(name)));
