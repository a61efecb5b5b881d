import type { Platform, Risk } from '../catalogue/action.ts';
import { tools } from './index.ts';
import { type Schema, toSchema } from './schema.ts';
import { type Annotations, annotationsOf, type Tool, type Toolset } from './tool.ts';

/** What a platform shows otherwise than the list says; only what differs. */
type Otherwise = Partial<Pick<ListedTool['shown'], 'inputSchema' | 'outputSchema' | 'annotations'>> &
  Pick<ListedTool, 'tokens'>;

/** A tool as `tools/list` shows it, with what decides whether it is offered. */
export interface ListedTool {
  readonly toolset: Toolset;
  readonly risk: Risk;
  /** The one platform that has it; absent: both. */
  readonly platform?: Platform;
  /** What a model pays for name, description and input schema (o200k). Counted by the build; 0 where nobody counted. */
  readonly tokens: number;
  readonly shown: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly inputSchema: Schema & { readonly type: 'object' };
    readonly outputSchema: Schema & { readonly type: 'object' };
    readonly annotations: Annotations;
  };
  /** As today's public cloud has it, and what it costs there. */
  readonly onPublic: Otherwise;
}

const schemasOf = (
  { input, output }: Tool,
  platform: Platform,
): Pick<ListedTool['shown'], 'inputSchema' | 'outputSchema'> => ({
  inputSchema: { ...toSchema(input, 'input', platform), type: 'object' },
  outputSchema: { ...toSchema(output, 'output', platform), type: 'object' },
});

/** The schemas of both platforms: those of the one, and of the other what differs. */
const bothSchemas = (tool: Tool) => {
  const schemas = schemasOf(tool, tool.platform ?? 'stack');
  const today = tool.platform ? schemas : schemasOf(tool, 'public');
  const isSame = (side: keyof typeof schemas): boolean => JSON.stringify(schemas[side]) === JSON.stringify(today[side]);
  const onPublic = {
    ...(!isSame('inputSchema') && { inputSchema: today.inputSchema }),
    ...(!isSame('outputSchema') && { outputSchema: today.outputSchema }),
    tokens: 0,
  };
  return { schemas, onPublic };
};

const listed = (tool: Tool): ListedTool => {
  const { name, title, description, toolset, risk, platform } = tool;
  const { riskOnStack = risk } = tool;
  const { schemas, onPublic } = bothSchemas(tool);
  return {
    toolset,
    risk,
    ...(platform && { platform }),
    tokens: 0,
    shown: { name, title, description, ...schemas, annotations: annotationsOf({ name, title, risk: riskOnStack }) },
    onPublic: { ...onPublic, ...(riskOnStack !== risk && { annotations: annotationsOf(tool) }) },
  };
};

/**
 * Every tool as JSON. The build puts the finished list in this module's place, so that a start needs neither schemas
 * nor catalogue; nothing but the list may therefore be exported as a value from here.
 */
export const toolList: readonly ListedTool[] = tools.map(listed);
