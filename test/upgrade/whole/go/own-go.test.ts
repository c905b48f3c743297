import { expect, it } from 'vitest';
import { ownGoTasks } from '../../../../src/upgrade/whole/go/own-go.ts';
import { weather } from './weather.ts';

const EXTRA = 'package v1\n\nfunc init() {\n\tSchemeBuilder.Register(&Extra{}, &ExtraList{})\n}\n';

it('names own files that no longer compile beside those of the release, with the change', () => {
  const [base, theirs] = [weather('4.14.0'), weather('4.16.0')];
  const yours = base.with([
    ['api/v1/extra_types.go', EXTRA],
    ['pkg/other/other.go', EXTRA],
  ]);
  const tasks = ownGoTasks(base, yours, theirs);
  expect(tasks).toEqual([
    {
      path: 'api/v1/extra_types.go',
      text: expect.any(String),
      snippet: expect.stringContaining('&Extra{}, &ExtraList{}'),
    },
  ]);
  expect(tasks[0]!.snippet).toContain('+\t\ts.AddKnownTypes(SchemeGroupVersion, &Extra{}, &ExtraList{})');
  expect(ownGoTasks(base, yours, base)).toEqual([]);
});
