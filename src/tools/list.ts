import type { Risk } from '../catalogue/action.ts';
import { tools } from './index.ts';
import { type Schema, toSchema } from './schema.ts';
import { type Annotations, annotationsOf, type Tool, type Toolset } from './tool.ts';

/** A tool as `tools/list` shows it, with what decides whether it is offered. */
export interface ListedTool {
  readonly toolset: Toolset;
  readonly risk: Risk;
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
}

const listed = (tool: Tool): ListedTool => ({
  toolset: tool.toolset,
  risk: tool.risk,
  tokens: 0,
  shown: {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: { ...toSchema(tool.input, 'input'), type: 'object' },
    outputSchema: { ...toSchema(tool.output, 'output'), type: 'object' },
    annotations: annotationsOf(tool),
  },
});

/**
 * Every tool as JSON. The build puts the finished list in this module's place, so that a start needs neither schemas
 * nor catalogue; nothing but the list may therefore be exported as a value from here.
 */
export const toolList: readonly ListedTool[] = tools.map(listed);
