import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { library, nodeLibrary } from './library.ts';
import { measure, print } from './measure.ts';

const { auditTree, buildScaffold, detectBase, readFeatures, setFeature } = library;

/** What a maintainer asks of an existing project: what it is, what is wrong with it, and its switches. */
export async function benchAudit(corpus: string | undefined): Promise<void> {
  if (corpus === undefined) throw new Error('needs --corpus DIR, with operators');
  const bases = [];
  const audits = [];
  for (const entry of readdirSync(corpus, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const tree = await nodeLibrary.readTree(join(corpus, entry.name), { ignore: [] });
    bases.push(measure(entry.name, () => detectBase(tree), { warmUp: 1000 }));
    audits.push(measure(entry.name, () => auditTree(tree), { warmUp: 1000 }));
  }
  bases.sort((a, b) => b.median - a.median);
  audits.sort((a, b) => b.median - a.median);
  print('detectBase', bases);
  print('auditTree, its renderings included', audits);
  const scaffold = buildScaffold({ projectName: 'shop', preset: 'kubebuilder@4.16.0' });
  print('Features of a scaffold', [
    measure('readFeatures', () => readFeatures(scaffold)),
    measure('setFeature', () => setFeature(scaffold, 'prometheus', true)),
  ]);
}
