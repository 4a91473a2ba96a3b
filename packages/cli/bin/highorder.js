#!/usr/bin/env -S node --conditions=@highorder/source
// The condition lets packages resolve to their TypeScript sources.
import { main } from '../src/main.js';

await main(process.argv.slice(2));
