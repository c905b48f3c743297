import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // One browser after the other: a machine may have two cores.
    fileParallelism: false,
    // The package as it is published, and as Node reads it.
    server: { deps: { external: [new RegExp('^' + fileURLToPath(new URL('../dist/', import.meta.url)))] } },
    expect: { poll: { timeout: 30_000, interval: 250 } },
    testTimeout: 180_000,
    hookTimeout: 90_000,
  },
});
