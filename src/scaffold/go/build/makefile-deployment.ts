import type { GoProject } from '../go-project.ts';

/** The Makefile's targets for a cluster. */
export function deploymentTargets({ profile }: GoProject): string {
  return `##@ Deployment

ifndef ignore-not-found
  ignore-not-found = false
endif

${profile.installerTarget ? INSTALLER : ''}.PHONY: install
install: manifests kustomize ## Create the CRDs in the current cluster of kubectl.
${profile.installToleratesNoCrds ? `\t${ifCrds('$(KUBECTL) apply -f -')}` : '\t"$(KUSTOMIZE)" build config/crd | $(KUBECTL) apply -f -\n'}
.PHONY: uninstall
uninstall: manifests kustomize ## Delete the CRDs, and with them every object of their kinds. With ignore-not-found=true what is gone is no error.
${
  profile.installToleratesNoCrds
    ? `\t${ifCrds('$(KUBECTL) delete --ignore-not-found=$(ignore-not-found) -f -')}`
    : '\t"$(KUSTOMIZE)" build config/crd | $(KUBECTL) delete --ignore-not-found=$(ignore-not-found) -f -\n'
}
.PHONY: deploy
deploy: manifests kustomize ## Deploy the manager.
\tcd config/manager && "$(KUSTOMIZE)" edit set image controller=\${IMG}
\t"$(KUSTOMIZE)" build config/default | $(KUBECTL) apply -f -

.PHONY: undeploy
undeploy:${profile.undeployNeedsKustomize ? ' kustomize' : ''} ## Delete what deploy created. With ignore-not-found=true what is gone is no error.
\t"$(KUSTOMIZE)" build config/default | $(KUBECTL) delete --ignore-not-found=$(ignore-not-found) -f -
`;
}

function ifCrds(command: string): string {
  return `@if [ -d config/crd ]; then "$(KUSTOMIZE)" build config/crd | ${command}; else echo "No CRDs."; fi\n`;
}

const INSTALLER = `.PHONY: build-installer
build-installer: manifests generate kustomize ## Write everything that deploy would apply to dist/install.yaml.
\tmkdir -p dist
\tcd config/manager && "$(KUSTOMIZE)" edit set image controller=\${IMG}
\t"$(KUSTOMIZE)" build config/default > dist/install.yaml

`;
