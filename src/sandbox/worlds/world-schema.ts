import { z } from 'zod';
import { worldFileSchema } from './world-file.ts';

/** The world file as a JSON Schema document, for editors and for people who write one. */
export const describeWorldFile = (): Record<string, unknown> => ({
  title: 'World of the simulated VPN Gateway cloud',
  ...z.toJSONSchema(worldFileSchema, { io: 'input' }),
});
