import type { VersionFacts } from '../../facts/version-facts.ts';

export const VERSION_ORIGIN: VersionFacts = {
  goVersion: '1.20',
  controllerRuntime: 'v0.16.3',
  kubernetes: 'v0.28.3',
  controllerTools: 'v0.13.0',
  kustomize: 'v5.2.1',
  golangciLint: 'v1.54.2',
  goMinimum: '1.19.0',
};
