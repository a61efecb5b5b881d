import { createBreather } from '../../catalogue/breathe.ts';
import type { Language } from '../../catalogue/message.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { bytesOf, MOST_BYTES } from '../most-bytes.ts';
import type { Topology } from './graph.ts';
import { toMermaid } from './mermaid.ts';
import { type Detail, EVERYTHING, topologyOf } from './topology.ts';

/** From everything to one node a region. */
const DETAILS: readonly Detail[] = [
  EVERYTHING,
  { tunnels: 5, gateways: 'all' },
  { tunnels: 1, gateways: 'all' },
  { tunnels: 0, gateways: 'all' },
  { tunnels: 1, gateways: 3 },
  { tunnels: 0, gateways: 2 },
  { tunnels: 0, gateways: 1 },
  { tunnels: 0, gateways: 0 },
];

/** Letters of rows and picture together, nearly 2000 tokens: the most that a conversation gets unasked. */
const MOST_LETTERS = 4300;
/** Mermaid refuses texts of more than 50,000 letters and pictures of more than 500 lines. */
const DRAWABLE = { letters: 45_000, lines: 450 };

/** A Chinese character costs about what two letters do. */
const costOf = (text: string): number => text.length + (text.match(/[^\x20-\x7e\n]/g)?.length ?? 0);

const rowsOf = ({ Nodes, Edges }: Topology): number =>
  [...Nodes, ...Edges].reduce((sum, row) => sum + costOf(Object.values(row).join('|')) + 1, 0);

/** The coarsest picture when none fits. */
const firstFit = async (
  inventory: Inventory,
  language: Language,
  fits: (topology: Topology) => boolean,
): Promise<Topology> => {
  const breathe = createBreather();
  let drawn: Topology = { Nodes: [], Edges: [], Collapsed: 0 };
  for (const detail of DETAILS) {
    drawn = topologyOf(inventory, detail, language);
    await breathe();
    if (fits(drawn)) break;
    await breathe();
  }
  return drawn;
};

const isDrawable = (topology: Topology): boolean =>
  topology.Edges.length <= DRAWABLE.lines && toMermaid(topology).length <= DRAWABLE.letters;

/** As much of the inventory as fits, and its picture. With `all` every row that one answer holds; the picture stays drawable. */
export const fitTopology = async (
  inventory: Inventory,
  wanted: { readonly all: boolean; readonly picture: boolean; readonly language: Language },
): Promise<{ readonly topology: Topology; readonly picture?: string }> => {
  const { all, picture, language } = wanted;
  if (all) {
    const topology = await firstFit(inventory, language, ({ Nodes, Edges }) => bytesOf([Nodes, Edges]) <= MOST_BYTES);
    return picture ? { topology, picture: toMermaid(await firstFit(inventory, language, isDrawable)) } : { topology };
  }
  const isShort = (one: Topology): boolean => {
    const rows = rowsOf(one);
    return rows <= MOST_LETTERS && rows + (picture ? costOf(toMermaid(one)) : 0) <= MOST_LETTERS;
  };
  const topology = await firstFit(inventory, language, isShort);
  return picture ? { topology, picture: toMermaid(topology) } : { topology };
};
