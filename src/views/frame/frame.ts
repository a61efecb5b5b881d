import type { Child } from './dom.ts';
import type { Host } from './host.ts';
import type { Json } from './json.ts';
import type { ToolResult } from './result.ts';
import type { Language } from './words.ts';

/** What a view is given to draw with. */
export interface Frame {
  readonly host: Host;
  /** What the host lets a page ask for. */
  readonly capabilities: Json;
  /** How the page is shown now, and the ways in which it can be. */
  readonly context: Json;
  /** The arguments of the call whose result is shown. */
  readonly input: Json;
  readonly language: Language;
  /** Puts something in the place of the page. */
  readonly show: (...children: readonly Child[]) => void;
  /** Called before the page is drawn anew or taken away. */
  readonly onLeave: (leave: () => void) => void;
  /** Shows another result of the same tool, which the page asked for itself. */
  readonly replace: (result: ToolResult) => void;
}

/** What a view shows of a result. `isOwnError` says whether it draws errors itself. */
export interface ViewParts {
  readonly name: string;
  readonly draw: (result: ToolResult, frame: Frame) => void;
  readonly isOwnError?: (result: ToolResult) => boolean;
}
