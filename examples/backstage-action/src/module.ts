import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createOperatorAction } from './action';

/** `backend.add(operatorScaffoldModule)` in the backend's index.ts. */
export const operatorScaffoldModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'operator-scaffold',
  register(env) {
    env.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint },
      async init({ actions }) {
        actions.addActions(createOperatorAction());
      },
    });
  },
});
