import { isPublished } from '../input/published.ts';
import type { Rule } from './rule.ts';

export const componentConfig: Rule = {
  id: 'component-config',
  family: 'age',
  severity: 'warning',
  title: 'A configuration file that controller-runtime dropped',
  why: `\`ControllerManagerConfig\` is gone from controller-runtime since 0.18: a program that still reads it cannot be updated. Types of the
project's own are not judged. Where a manager is rendered and none is given a file, the file is only a leftover, which is
told as a note.

Source: https://github.com/kubernetes-sigs/controller-runtime/issues/895`,
  *check({ tree, charts, roots }) {
    const managers = roots.flatMap(({ wiring }) => wiring.metrics.map(({ manager }) => manager));
    const isLeft = managers.length > 0 && !managers.some(({ flags }) => flags.some(({ name }) => name === 'config'));
    for (const { path, content } of tree) {
      // Bundles are made from the rest, and those of releases are past.
      if (
        !/\.ya?ml$/.test(path) ||
        /(?:^|\/)bundle\//.test(path) ||
        isPublished(path) ||
        !content.includes('controller-runtime.sigs.k8s.io/')
      )
        continue;
      if (charts.some((chart) => path.startsWith(`${chart}/`))) continue;
      const lines = content.split('\n');
      const index = lines.findIndex((line) => /^\s*apiVersion: *controller-runtime\.sigs\.k8s\.io\//.test(line));
      const isConfig = lines.some((line) => /^\s*kind: *ControllerManagerConfig(?:uration)?\s*$/.test(line));
      if (index === -1 || !isConfig) continue;
      yield {
        at: { file: path, line: index + 1 },
        ...(isLeft ? { severity: 'note' as const } : {}),
        message: `ControllerManagerConfig is no part of controller-runtime any more${isLeft ? ', and no manager here is given the file' : ''}`,
        fix: isLeft
          ? 'take the file and the entry that names it out'
          : 'pass flags instead, or give the file a type of your own',
      };
    }
  },
};
