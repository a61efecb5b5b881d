import { isJson, type Json, rowsIn, textIn } from './json.ts';

/** What a tool answered, as a host hands it on. */
export interface ToolResult {
  /** The data; empty for an error, which has none. */
  readonly data: Json;
  /** What the model reads. */
  readonly text: string;
  readonly isError: boolean;
  readonly meta: Json;
}

/** Reads a result; anything may be missing. */
export const readResult = (params: Json): ToolResult => {
  const { structuredContent, isError, _meta } = params;
  return {
    data: isJson(structuredContent) ? structuredContent : {},
    text: rowsIn(params, 'content')
      .map((part) => textIn(part, 'text'))
      .filter((text) => text !== '')
      .join('\n'),
    isError: isError === true,
    meta: isJson(_meta) ? _meta : {},
  };
};
