import { HEALTHS, type Health } from '../inventory/tunnel-state.ts';
import type { Edge, Node, Topology } from './graph.ts';

/**
 * A label inside quotes. Names come from the cloud and may hold anything, so everything but letters, digits and a few
 * harmless marks becomes an entity, which Mermaid shows as the character and never reads as syntax.
 */
const label = (text: string): string =>
  [...text]
    .map((char) => {
      if (char === '\n') return '<br/>';
      return /[\p{L}\p{N} .,:/_+，：-]/u.test(char) ? char : `#${char.codePointAt(0)};`;
    })
    .join('');

const shape: Readonly<Record<Node['Kind'], readonly [string, string]>> = {
  region: ['[', ']'],
  vpc: ['[/', '/]'],
  gateway: ['[', ']'],
  'transit-router': ['[/', '\\]'],
  unattached: ['>', ']'],
  'customer-gateway': ['(', ')'],
  'ssl-server': ['{{', '}}'],
  tunnels: ['[[', ']]'],
  gateways: ['[[', ']]'],
};

const arrow = ({ Kind, Health }: Edge): string => {
  if (Kind === 'attached') return '---';
  return Health === 'up' || Health === undefined ? '==>' : '-.->';
};

const drawNode = (node: Node, key: string): string => {
  const [open, close] = shape[node.Kind];
  return `${key}${open}"${label(node.Label)}"${close}${node.Health ? `:::${node.Health}` : ''}`;
};

/** More would make the line unreadable; the rest is counted. */
const ROUTES_SHOWN = 4;

const addTo = (groups: Map<string, Edge[]>, key: string, edge: Edge): void => {
  const group = groups.get(key);
  if (group) group.push(edge);
  else groups.set(key, [edge]);
};

/** Several routes through one tunnel are written on its line instead of drawn beside it. */
const withRoutes = (edges: readonly Edge[]): readonly Edge[] => {
  const endsOf = ({ From, To, Connection = '' }: Edge): string => `${From} ${To} ${Connection}`;
  const byEnds = new Map<string, Edge[]>();
  for (const edge of edges) if (edge.Kind === 'route') addTo(byEnds, endsOf(edge), edge);
  return edges
    .filter(({ Kind }) => Kind !== 'route')
    .map((edge) => {
      if (edge.Kind !== 'tunnel') return edge;
      const routes = byEnds.get(endsOf(edge)) ?? [];
      const more = routes.length > ROUTES_SHOWN ? [`+${routes.length - ROUTES_SHOWN}`] : [];
      const shown = routes.slice(0, ROUTES_SHOWN).map(({ Label }) => Label);
      return { ...edge, Label: [edge.Label, ...shown, ...more].join('\n').trim() };
    });
};

const colours = { down: '#cf222e', degraded: '#bc4c00' } as const;

/** A broken line alone is easily overlooked, so what does not work is coloured too. Mermaid counts lines from 0. */
const lineColours = (edges: readonly Edge[]): readonly string[] =>
  (['down', 'degraded'] as const).flatMap((health) => {
    const lines = edges.flatMap((edge, index) => (edge.Health === health ? [index] : []));
    return lines.length > 0 ? [`  linkStyle ${lines.join(',')} stroke:${colours[health]},stroke-width:3px`] : [];
  });

const classes: Readonly<Record<Health, string>> = {
  up: 'stroke:#1a7f37,stroke-width:2px',
  down: `stroke:${colours.down},stroke-width:3px`,
  degraded: `stroke:${colours.degraded},stroke-width:3px`,
  changing: 'stroke:#9a6700,stroke-width:2px',
  unknown: 'stroke:#6e7781,stroke-dasharray:4',
};

/** The topology as a Mermaid flowchart: a frame a region, dashed lines for what is down, colours by health. */
export const toMermaid = ({ Nodes, Edges }: Topology): string => {
  const keys = new Map(Nodes.map((node, index) => [node.Id, `n${index}`]));
  const keyOf = (id: string): string => keys.get(id) ?? 'missing';
  const frames = Nodes.filter(({ Kind }) => Kind === 'region').flatMap((region) => [
    `  subgraph ${keyOf(region.Id)}["${label(region.Label)}"]`,
    ...Nodes.filter(({ In, Kind }) => In === region.Id && Kind !== 'region').map(
      (node) => `    ${drawNode(node, keyOf(node.Id))}`,
    ),
    '  end',
  ]);
  const drawn = withRoutes(Edges).filter(({ From, To }) => keys.has(From) && keys.has(To));
  const lines = drawn.map((edge) => {
    const text = edge.Label ? `|"${label(edge.Label)}"|` : '';
    return `  ${keyOf(edge.From)} ${arrow(edge)}${text} ${keyOf(edge.To)}`;
  });
  return [
    'flowchart LR',
    ...frames,
    ...lines,
    ...lineColours(drawn),
    ...HEALTHS.filter((health) => Nodes.some((node) => node.Health === health)).map(
      (health) => `  classDef ${health} ${classes[health]}`,
    ),
  ].join('\n');
};
