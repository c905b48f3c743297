const { buildScaffold, FileTree, ScaffoldError } = require('operator-scaffold');
const { writeTree } = require('operator-scaffold/node');

test('Jest as it comes imports the package', () => {
  expect(buildScaffold({ projectName: 'guestbook' })).toBeInstanceOf(FileTree);
  expect(() => buildScaffold({ projectName: 'Guest Book' })).toThrow(ScaffoldError);
  expect(typeof writeTree).toBe('function');
});
