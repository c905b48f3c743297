import type { FileInput } from '../../core/file-tree.ts';
import type { Project } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';

/** Everything outside `config/` and PROJECT: the Go module, its tests, Makefile, Dockerfile, workflows. */
export function* goFiles(_project: Project, _profile: Profile): Generator<readonly [string, FileInput]> {}
