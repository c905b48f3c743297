import { defineConfig } from 'vitest/config';

const source = (path: string) => new URL(`src/${path}`, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    // Examples and documents import the package by its name; here that is the source.
    alias: [
      { find: /^operator-scaffold\/node$/, replacement: source('node/index.ts') },
      { find: /^operator-scaffold$/, replacement: source('index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: ['test/conformance/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // No test changes what others see, so the sources are read once for each thread and not once for each file.
    pool: 'threads',
    isolate: false,
    // One less by default, which of two cores leaves one idle.
    maxWorkers: '100%',
    minWorkers: '100%',
  },
});
