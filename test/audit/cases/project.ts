import { type AuditCase, manifestCase } from './case.ts';
import { ACCOUNT, binding, joined, manager, REVIEWS, service } from './manifests.ts';

const RIGHTS = [ACCOUNT, REVIEWS, binding()];
const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

export const PROJECT_CASES: readonly AuditCase[] = [
  {
    rule: 'kustomize-field-deprecated',
    beside: { 'base/kustomization.yaml': 'resources: [a.yaml]\n', 'base/a.yaml': MAP },
    wrong: { 'config/kustomization.yaml': 'bases:\n- ../base\n' },
    right: { 'config/kustomization.yaml': 'resources:\n- ../base\n' },
  },
  {
    rule: 'kustomize-field-deprecated',
    beside: { 'a.yaml': MAP },
    wrong: { 'kustomization.yaml': 'resources: [a.yaml]\ncommonLabels:\n  app: demo\n' },
    right: { 'kustomization.yaml': 'resources: [a.yaml]\nlabels:\n- pairs: {app: demo}\n  includeSelectors: true\n' },
  },
  {
    rule: 'kustomize-entry-missing',
    beside: { 'a.yaml': MAP },
    wrong: { 'kustomization.yaml': 'resources:\n- a.yaml\n- gone.yaml\n' },
    right: { 'kustomization.yaml': 'resources:\n- a.yaml\n' },
  },
  {
    rule: 'kustomize-file-unused',
    beside: { 'a.yaml': MAP, 'b.yaml': MAP.replace('name: a', 'name: b') },
    wrong: { 'kustomization.yaml': 'resources:\n- a.yaml\n' },
    right: { 'kustomization.yaml': 'resources:\n- a.yaml\n#- b.yaml\n' },
  },
  {
    rule: 'kustomize-build-fails',
    beside: { 'a.yaml': MAP },
    wrong: { 'kustomization.yaml': 'resources:\n- a.yaml\nresource: []\n' },
    right: { 'kustomization.yaml': 'resources:\n- a.yaml\n' },
  },
  manifestCase('api-gone', {
    wrong: 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: demo}\n',
    right: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: demo}\n',
  }),
  {
    rule: 'controller-runtime-too-old',
    wrong: { 'go.mod': 'module example.org/demo\n\nrequire sigs.k8s.io/controller-runtime v0.14.6\n' },
    right: { 'go.mod': 'module example.org/demo\n\nrequire sigs.k8s.io/controller-runtime v0.16.3\n' },
  },
  {
    rule: 'controller-runtime-too-old',
    beside: {
      'manager.yaml': joined(
        manager({ args: ['--metrics-bind-address=:8443', '--metrics-secure', '--metrics-require-rbac'] }),
        ...RIGHTS,
        service(),
      ),
    },
    wrong: { Dockerfile: 'FROM quay.io/operator-framework/ansible-operator:v1.34.0\n' },
    right: { Dockerfile: 'FROM quay.io/operator-framework/ansible-operator:v1.36.1\n' },
  },
  {
    rule: 'component-config',
    wrong: { 'config.yaml': 'apiVersion: controller-runtime.sigs.k8s.io/v1alpha1\nkind: ControllerManagerConfig\n' },
    right: { 'config.yaml': 'apiVersion: config.example.org/v1\nkind: Configuration\n' },
  },
  manifestCase('pod-not-restricted', {
    beside: [...RIGHTS, service()],
    wrong: manager({ pod: 'securityContext: {runAsNonRoot: true}' }),
    right: manager(),
  }),
  manifestCase('rights-too-wide', {
    beside: [...RIGHTS, manager(), service()],
    wrong: binding('cluster-admin'),
    right: '',
  }),
  manifestCase('rights-too-wide', {
    beside: [...RIGHTS, manager(), service(), binding('demo-role')],
    wrong: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: demo-role}
rules:
- {apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch]}
`,
    right: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: demo-role}
rules:
- {apiGroups: [example.org], resources: [widgets], verbs: ['*']}
`,
  }),
  manifestCase('secret-in-source', {
    beside: [...RIGHTS, manager(), service()],
    wrong:
      'apiVersion: v1\nkind: Secret\nmetadata: {name: demo, namespace: demo-system}\nstringData: {password: hunter2}\n',
    right: 'apiVersion: v1\nkind: Secret\nmetadata: {name: demo, namespace: demo-system}\n',
  }),
];
