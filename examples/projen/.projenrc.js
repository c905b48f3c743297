import { buildScaffold } from 'operator-scaffold';
import { Project, SampleDir } from 'projen';

const project = new Project({ name: 'guestbook' });

/**
 * An operator is its author's after the first day, so it goes in as samples, which projen writes once and never
 * again. The files that projen itself owns (.gitignore and the like at the top) do not meet those of the operator.
 */
const scaffold = buildScaffold({ projectName: 'guestbook', domain: 'example.com' });
new SampleDir(project, 'operator', { files: scaffold.toRecord() });

project.synth();
