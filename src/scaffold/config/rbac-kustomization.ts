import type { Emitter } from '../context.ts';
import { helperRoleFiles } from './helper-roles.ts';
import { listItems, section } from './text.ts';

const METRICS_ROLES = {
  none: { note: '', files: '' },
  sidecar: {
    note: '# [METRICS] For the sidecar that guards the metrics endpoint.\n',
    files: `- auth_proxy_role.yaml
- auth_proxy_role_binding.yaml
- auth_proxy_client_clusterrole.yaml
`,
  },
  filter: {
    note: '# [METRICS] For the manager, which authenticates and authorizes whoever asks for metrics.\n',
    files: `- metrics_auth_role.yaml
- metrics_auth_role_binding.yaml
- metrics_reader_role.yaml
`,
  },
};

export const rbacKustomization: Emitter = ({ project, profile, features }) => {
  const { metricsServiceFile } = profile;
  const service = metricsServiceFile.startsWith('config/rbac/')
    ? listItems([metricsServiceFile.slice('config/rbac/'.length)])
    : '';
  const helpers = profile.helperRolesListed ? helperRoleFiles(project, profile.adminRole) : [];
  const helperNote =
    helpers.length > 0 ? '# Roles for people, by kind. Leave out what you do not want to install.\n' : '';
  const roles = METRICS_ROLES[profile.metricsRoles];
  const metricsRoles = roles.note + section(!profile.metricsRolesWithMetrics || features.metrics, roles.files);
  return [
    [
      'config/rbac/kustomization.yaml',
      `resources:
# The manager runs under this account. Where it has another one, change the subjects of the bindings too.
- service_account.yaml
- role.yaml
- role_binding.yaml
- leader_election_role.yaml
- leader_election_role_binding.yaml
${service}${metricsRoles}${helperNote}${listItems(helpers)}`,
    ],
  ];
};
