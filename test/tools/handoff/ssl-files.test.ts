import { expect, it } from 'vitest';
import { writeClientFiles } from '../../../src/tools/handoff/ssl-files.ts';
import { testCall } from '../../support/call.ts';
import { sslClient } from './ssl-facts.ts';
