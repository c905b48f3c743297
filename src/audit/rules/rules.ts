import { apiGone } from './api-gone.ts';
import { bindingWithoutAccount } from './binding-without-account.ts';
import { bindingWithoutRole } from './binding-without-role.ts';
import { caInjectionIntoNothing } from './ca-injection-into-nothing.ts';
import { certificateNames } from './certificate-names.ts';
import { certificateNotIssued } from './certificate-not-issued.ts';
import { certificateNotMounted } from './certificate-not-mounted.ts';
import { componentConfig } from './component-config.ts';
import { containerWithoutImage } from './container-without-image.ts';
import { controllerRuntimeTooOld } from './controller-runtime-too-old.ts';
import { conversionUnserved } from './conversion-unserved.ts';
import { flagInSidecar } from './flag-in-sidecar.ts';
import { flagTwice } from './flag-twice.ts';
import { imageUntagged } from './image-untagged.ts';
import { kustomizeBuildFails } from './kustomize-build-fails.ts';
import { kustomizeEntryMissing } from './kustomize-entry-missing.ts';
import { kustomizeFieldDeprecated } from './kustomize-field-deprecated.ts';
import { kustomizeFileUnused } from './kustomize-file-unused.ts';
import { metricsChainBroken } from './metrics-chain-broken.ts';
import { metricsOpen } from './metrics-open.ts';
import { monitorCertificate } from './monitor-certificate.ts';
import { monitorPortUnknown } from './monitor-port-unknown.ts';
import { monitorScheme } from './monitor-scheme.ts';
import { monitorSelectsNothing } from './monitor-selects-nothing.ts';
import { patchHitsOtherContainer } from './patch-hits-other-container.ts';
import { podNotRestricted } from './pod-not-restricted.ts';
import { policyBlocksMetrics } from './policy-blocks-metrics.ts';
import { policyBlocksWebhooks } from './policy-blocks-webhooks.ts';
import { portTakenTwice } from './port-taken-twice.ts';
import { proxyBeforeSecureManager } from './proxy-before-secure-manager.ts';
import { proxyImageGone } from './proxy-image-gone.ts';
import { proxyRolesLeft } from './proxy-roles-left.ts';
import { proxyTwice } from './proxy-twice.ts';
import { readerUnbound } from './reader-unbound.ts';
import { releaseDefect } from './release-defect.ts';
import { reviewRightsMissing } from './review-rights-missing.ts';
import { rightsTooWide } from './rights-too-wide.ts';
import type { Rule } from './rule.ts';
import { RULE_IDS } from './rule-ids.ts';
import { secretInSource } from './secret-in-source.ts';
import { filterWithoutSecure, secureWithoutFilter } from './secure-and-filter.ts';
import { selectorShared } from './selector-shared.ts';
import { servicePortLeadsNowhere } from './service-port-leads-nowhere.ts';
import { serviceSelectsNothing } from './service-selects-nothing.ts';
import { webhookUnreachable } from './webhook-unreachable.ts';
import { webhookWithoutCa } from './webhook-without-ca.ts';

const ALL: readonly Rule[] = [
  ...[proxyImageGone, imageUntagged, proxyTwice, containerWithoutImage, serviceSelectsNothing, servicePortLeadsNowhere],
  ...[portTakenTwice, metricsChainBroken, monitorSelectsNothing, monitorPortUnknown, monitorScheme, monitorCertificate],
  ...[
    patchHitsOtherContainer,
    flagTwice,
    flagInSidecar,
    bindingWithoutRole,
    bindingWithoutAccount,
    certificateNotMounted,
  ],
  ...[certificateNotIssued, certificateNames, webhookUnreachable, webhookWithoutCa, caInjectionIntoNothing],
  ...[conversionUnserved, selectorShared, policyBlocksWebhooks, policyBlocksMetrics, metricsOpen, reviewRightsMissing],
  ...[secureWithoutFilter, filterWithoutSecure, proxyBeforeSecureManager, proxyRolesLeft, readerUnbound],
  ...[kustomizeFieldDeprecated, kustomizeEntryMissing, kustomizeFileUnused, kustomizeBuildFails, apiGone],
  ...[controllerRuntimeTooOld, componentConfig, releaseDefect, podNotRestricted, rightsTooWide, secretInSource],
];

/** Every rule, in the order of the ids. */
export const RULES: readonly Rule[] = [...ALL].sort((a, b) => RULE_IDS.indexOf(a.id) - RULE_IDS.indexOf(b.id));
