import type { Rule } from './rule.ts';

export const releaseDefect: Rule = {
  id: 'release-defect',
  family: 'age',
  severity: 'note',
  title: 'A defect of the release that wrote the file',
  why: `Releases of Kubebuilder had defects that no rule of its own looks for: they lie in the Go sources, the Makefile or the build of the
image. A defect is told where the release is known for certain and nobody has edited the file since.

Source: the pages of docs/releases`,
  *check() {},
};
