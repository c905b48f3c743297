import { certificates, certManagerKustomization, certManagerKustomizeConfig } from './config/certmanager.ts';
import { crdCaPatches, crdConversionPatches, crdKustomization, crdKustomizeConfig } from './config/crd.ts';
import { defaultKustomization } from './config/default-kustomization.ts';
import { helperRoles } from './config/helper-roles.ts';
import { componentConfigPatch, managerDeployment, managerKustomization } from './config/manager.ts';
import { metricsCertsPatch, metricsPatch, metricsService } from './config/metrics.ts';
import { allowMetricsTraffic, allowWebhookTraffic, networkPolicyKustomization } from './config/network-policy.ts';
import { monitorTlsPatch, prometheusKustomization, serviceMonitor } from './config/prometheus.ts';
import {
  filterRoles,
  leaderElectionRole,
  leaderElectionRoleBinding,
  managerRoleBinding,
  serviceAccount,
  sidecarRoles,
} from './config/rbac.ts';
import { rbacKustomization } from './config/rbac-kustomization.ts';
import { samples, samplesKustomization } from './config/samples.ts';
import {
  managerWebhookPatch,
  ownNamespacePatch,
  webhookCaPatch,
  webhookKustomization,
  webhookKustomizeConfig,
  webhookService,
} from './config/webhook.ts';
import type { Context, EmittedFile, Emitter } from './context.ts';
import { crdBases } from './generated/crd-bases.ts';
import { managerRole } from './generated/manager-role.ts';
import { webhookManifests } from './generated/webhook-manifests.ts';
import { projectFile } from './project-file.ts';

/** What writes config/ and PROJECT. Each writes its own files and knows of no other. */
export const CONFIG_EMITTERS: readonly Emitter[] = [
  projectFile,
  defaultKustomization,
  metricsService,
  metricsPatch,
  metricsCertsPatch,
  managerWebhookPatch,
  webhookCaPatch,
  componentConfigPatch,
  managerDeployment,
  managerKustomization,
  serviceMonitor,
  prometheusKustomization,
  monitorTlsPatch,
  networkPolicyKustomization,
  allowMetricsTraffic,
  allowWebhookTraffic,
  rbacKustomization,
  serviceAccount,
  managerRole,
  managerRoleBinding,
  leaderElectionRole,
  leaderElectionRoleBinding,
  sidecarRoles,
  filterRoles,
  helperRoles,
  crdKustomization,
  crdKustomizeConfig,
  crdConversionPatches,
  crdCaPatches,
  crdBases,
  samplesKustomization,
  samples,
  webhookKustomization,
  webhookKustomizeConfig,
  webhookService,
  ownNamespacePatch,
  webhookManifests,
  certManagerKustomization,
  certManagerKustomizeConfig,
  certificates,
];

/** Everything below config/, and PROJECT. */
export function* configFiles(context: Context): Generator<EmittedFile> {
  for (const emit of CONFIG_EMITTERS) yield* emit(context);
}
