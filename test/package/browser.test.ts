import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { type BuildResult, build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

/** What a browser has and a bare JavaScript engine has not; nothing else is there when the bundle runs. */
const WEB = { TextEncoder, TextDecoder, atob, btoa };

describe('the main entry in a browser', () => {
  let bundle: BuildResult<{ write: false; metafile: true }>;

  beforeAll(async () => {
    // Everything that is not the browser's is an error here: an import of node: does not resolve.
    bundle = await build({
      entryPoints: ['src/index.ts'],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'iife',
      globalName: 'operatorScaffold',
    });
  });

  it('has no module of Node', () => {
    const inputs = Object.values(bundle.metafile.inputs).flatMap(({ imports }) => imports);
    expect(inputs.filter(({ external, path }) => external || path.startsWith('node:'))).toEqual([]);
  });

  it.each(['process', 'Buffer', 'eval', 'new Function', '__dirname'])('does not use %s', (name) => {
    const use = new RegExp(`(?<![\\w$.'"-])${name}\\b(?=\\s*[.(\\[])`);
    const users = Object.keys(bundle.metafile.inputs).filter((path) =>
      use.test(withoutComments(readFileSync(path, 'utf8'))),
    );
    // semver asks `typeof process` before it looks for NODE_DEBUG; a browser answers no.
    expect(users.filter((path) => !(name === 'process' && path.endsWith('semver/internal/debug.js')))).toEqual([]);
  });

  it('runs where there is nothing but JavaScript and text encoding', () => {
    const context = createContext({ ...WEB }, { codeGeneration: { strings: false, wasm: false } });
    runInContext(bundle.outputFiles[0]!.text, context);
    const result = runInContext(
      `(() => {
        const { buildScaffold, renderManifests, buildChart } = operatorScaffold;
        const resources = [{ group: 'shop', version: 'v1', kind: 'Widget', webhooks: { validation: true } }];
        const tree = buildScaffold({ projectName: 'demo', resources });
        const objects = renderManifests(tree);
        return { files: tree.size, kinds: objects.map((object) => object.kind), chart: buildChart(objects).paths() };
      })()`,
      context,
    );
    expect(result.files).toBeGreaterThan(30);
    expect([...result.kinds]).toContain('Deployment');
    expect([...result.chart]).toContain('Chart.yaml');
  });
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
