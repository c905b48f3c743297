import { test } from 'node:test';
import { buildScaffold } from 'operator-scaffold';
import helpers from 'yeoman-test';
import OperatorGenerator from '../generators/app/index.js';

test('yo example-operator writes the scaffold', async () => {
  const answers = { projectName: 'guestbook', domain: 'example.com' };
  const result = await helpers.run(OperatorGenerator).withAnswers(answers);
  for (const { path, content } of buildScaffold(answers)) result.assertEqualsFileContent(path, content);
});
