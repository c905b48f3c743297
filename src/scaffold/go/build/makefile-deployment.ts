import type { GoProject } from '../go-project.ts';
import { quoter } from './quoter.ts';

/** The Makefile's targets for a cluster. */
export function deploymentTargets({ profile }: GoProject): string {
  const quote = quoter(profile);
  const build = (directory: string) => `${quote('$(KUSTOMIZE)')} build ${directory}`;
  const apply = `${quote('$(KUBECTL)')} apply -f -`;
  const remove = `${quote('$(KUBECTL)')} delete --ignore-not-found=$(ignore-not-found) -f -`;
  const setImage = `\tcd config/manager && ${quote('$(KUSTOMIZE)')} edit set image controller=\${IMG}\n`;
  const crds = (command: string) =>
    profile.installToleratesNoCrds
      ? `\t@if [ -d config/crd ]; then ${build('config/crd')} | ${command}; else echo "No CRDs."; fi\n`
      : `\t${build('config/crd')} | ${command}\n`;
  const installer = profile.installerRepeatsCrds
    ? `\t@test ! -d config/crd || ${build('config/crd')} > dist/install.yaml
\techo "---" >> dist/install.yaml
${setImage}\t${build('config/default')} >> dist/install.yaml\n`
    : `${setImage}\t${build('config/default')} > dist/install.yaml\n`;
  return `##@ Deployment

ifndef ignore-not-found
  ignore-not-found = false
endif

${
  profile.installerTarget
    ? `.PHONY: build-installer
build-installer: manifests generate kustomize ## Write everything that deploy would apply to dist/install.yaml.
\tmkdir -p dist
${installer}
`
    : ''
}.PHONY: install
install: manifests kustomize ## Create the CRDs in the current cluster of kubectl.
${crds(apply)}
.PHONY: uninstall
uninstall: manifests kustomize ## Delete the CRDs, and with them every object of their kinds. With ignore-not-found=true what is gone is no error.
${crds(remove)}
.PHONY: deploy
deploy: manifests kustomize ## Deploy the manager.
${setImage}\t${build('config/default')} | ${apply}

.PHONY: undeploy
undeploy:${profile.undeployNeedsKustomize ? ' kustomize' : ''} ## Delete what deploy created. With ignore-not-found=true what is gone is no error.
\t${build('config/default')} | ${remove}
`;
}
