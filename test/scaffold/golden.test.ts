import { join } from 'node:path';
import { describe } from 'vitest';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { holdsGoldenFiles } from '../support/golden-files.ts';
import { GOLDEN_PROJECT } from '../support/golden-project.ts';

// To accept a change: npm run golden
describe.each(NAMED_PRESETS.map((preset) => preset.name))('the tree of %s', (preset) => {
  const tree = buildScaffold({ ...GOLDEN_PROJECT, preset });
  const files = new Map([...tree].map(({ path, content }) => [path, content]));
  for (const path of files.keys()) if (path !== 'PROJECT' && !path.startsWith('config/')) files.delete(path);
  files.set('rendered.yaml', renderYaml(tree));
  holdsGoldenFiles(join(import.meta.dirname, '..', 'golden', preset), files);
});
