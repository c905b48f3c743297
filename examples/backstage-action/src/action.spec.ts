import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { buildScaffold, ScaffoldError } from 'operator-scaffold';
import { readTree } from 'operator-scaffold/node';
import { createOperatorAction } from './action';

describe('operator:scaffold', () => {
  const action = createOperatorAction();

  it('writes the scaffold into the workspace', async () => {
    const context = createMockActionContext({ input: { projectName: 'guestbook', targetPath: 'operator' } });
    await action.handler(context);
    const scaffold = buildScaffold({ projectName: 'guestbook' });
    expect((await readTree(`${context.workspacePath}/operator`)).equals(scaffold)).toBe(true);
    expect(context.output).toHaveBeenCalledWith('files', scaffold.size);
  });

  it('stops the template with every mistake of the form', async () => {
    const context = createMockActionContext({ input: { projectName: 'Guest Book', domain: 'no domain' } });
    const error = await Promise.resolve(action.handler(context)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ScaffoldError);
    expect((error as ScaffoldError).issues.map(({ path }) => path)).toEqual(['projectName', 'domain']);
  });

  it('does not leave the workspace', async () => {
    const context = createMockActionContext({ input: { projectName: 'guestbook', targetPath: '../outside' } });
    await expect(action.handler(context)).rejects.toThrow(/outside/);
  });
});
