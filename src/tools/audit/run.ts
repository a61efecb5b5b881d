import type { Platform } from '../../catalogue/action.ts';
import { createBreather } from '../../catalogue/breathe.ts';
import type { Inventory, RegionInventory } from '../inventory/inventory.ts';
import type { Rule, RuleContext, Severity, Subjects, Violation } from '../rules/rule.ts';
import { SEVERITIES } from '../rules/rule.ts';

/** A decision to accept that one resource breaks one rule, until a day. */
export interface Suppression {
  readonly Rule: string;
  readonly Resource: string;
  /** The last day of the decision, `YYYY-MM-DD`. */
  readonly Until: string;
}

export interface Finding extends Violation {
  readonly rule: Rule;
  readonly level: Severity;
  readonly suppressed: boolean;
}

/** The older build of the Apsara Stack carries its environment in the region's name, as in `cn-qingdao-env17-d01`. */
export const hasSha2 = (platform: Platform, { RegionId }: Pick<RegionInventory, 'RegionId'>): boolean =>
  platform === 'public' || !/-env\d+/.test(RegionId);

/** Whether the last day of a suppression is over. */
export const hasRunOut = ({ Until }: Suppression, nowMs: number): boolean =>
  Date.parse(`${Until}T23:59:59.999Z`) < nowMs;

const applies = (one: Suppression, finding: Omit<Finding, 'suppressed'>, nowMs: number): boolean =>
  one.Rule === finding.rule.id &&
  [finding.subject.Id, finding.subject.Name, finding.subject.TunnelId].includes(one.Resource) &&
  !hasRunOut(one, nowMs);

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** By code units: an order of thousands by the rules of a language takes seconds. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The worst first, then the surest, then by rule and resource: the same inventory always gives the same order. */
const worstFirst = (a: Finding, b: Finding): number =>
  rank(a.level) - rank(b.level) ||
  (b.confidence ?? 1) - (a.confidence ?? 1) ||
  inOrder(a.rule.id, b.rule.id) ||
  inOrder(a.subject.Id, b.subject.Id) ||
  inOrder(a.subject.TunnelId ?? '', b.subject.TunnelId ?? '');

/** Every rule over every region, worst first. Pure but for the handles it judges. */
export const audit = async (
  inventory: Inventory,
  rules: readonly Rule[],
  about: {
    readonly nowMs: number;
    readonly platform: Platform;
    readonly secrets: RuleContext['secrets'];
    readonly suppress: readonly Suppression[];
  },
): Promise<readonly Finding[]> => {
  const { nowMs, secrets } = about;
  const breathe = createBreather();
  const found: Omit<Finding, 'suppressed'>[] = [];
  for (const region of inventory.regions) {
    const context = { region, inventory, nowMs, secrets, hasSha2: hasSha2(about.platform, region) };
    for (const rule of rules) {
      for (const hit of rule.check(context)) found.push({ ...hit, rule, level: hit.severity ?? rule.severity });
      await breathe();
    }
  }
  return found
    .map((one) => ({ ...one, suppressed: about.suppress.some((suppression) => applies(suppression, one, nowMs)) }))
    .sort(worstFirst);
};

/** How many findings of each severity, the empty ones left out. */
export const countBySeverity = (findings: readonly Finding[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    SEVERITIES.map((severity) => [severity, findings.filter(({ level }) => level === severity).length] as const).filter(
      ([, count]) => count > 0,
    ),
  );

/** How many resources of each kind an inventory holds; entries of both route tables count. */
export const countByKind = ({ regions }: Pick<Inventory, 'regions'>): Readonly<Record<Subjects, number>> => {
  const sum = (of: (region: RegionInventory) => readonly unknown[]): number =>
    regions.reduce((count, region) => count + of(region).length, 0);
  return {
    'vpn-gateway': sum(({ gateways }) => gateways),
    'customer-gateway': sum(({ customerGateways }) => customerGateways),
    connection: sum(({ connections }) => connections),
    route: sum(({ routes }) => routes),
    'ssl-server': sum(({ sslServers }) => sslServers),
    'client-certificate': sum(({ certificates }) => certificates),
  };
};

/** Of each kind with findings how many resources were checked and how many are affected, each counted by its worst finding. */
export const countAffected = (findings: readonly Finding[], checked: Readonly<Record<Subjects, number>>) => {
  const worst = new Map<string, Finding>();
  // The worst come first.
  for (const finding of findings) {
    const key = `${finding.rule.on} ${finding.subject.RegionId} ${finding.subject.Id}`;
    if (!worst.has(key)) worst.set(key, finding);
  }
  const levels = SEVERITIES.filter((severity) => findings.some(({ level }) => level === severity));
  return Object.entries(checked).flatMap(([kind, Checked]) => {
    const own = [...worst.values()].filter(({ rule }) => rule.on === kind);
    if (own.length === 0) return [];
    const counts = levels.map((severity) => [severity, own.filter(({ level }) => level === severity).length]);
    return [{ Kind: kind, Checked, ...Object.fromEntries(counts) }];
  });
};
