import type { TextInput } from '../../../core/file-tree.ts';
import type { GoProject } from '../go-project.ts';

/** `.devcontainer/`: an image with Go, and Docker inside, so that kind works in it. */
export function* devcontainer(go: GoProject): Generator<readonly [string, TextInput]> {
  yield ['.devcontainer/devcontainer.json', description(go)];
  yield ['.devcontainer/post-install.sh', postInstall(go)];
}

function description({ profile }: GoProject): string {
  const minor = profile.goVersion.split('.').slice(0, 2).join('.');
  const { devcontainerNested: nested, devcontainerCompletions: completions } = profile;
  const docker = nested
    ? `{
      "moby": false,
      "dockerDefaultAddressPool": "base=172.30.0.0/16,size=24"
    }`
    : '{}';
  const upgrades = `,
    "ghcr.io/devcontainers/features/common-utils:2": {
      "upgradePackages": true
    }`;
  return `{
  "name": "Operator development",
  "image": "${profile.builderRegistry}golang:${minor}",
  "features": {
    "ghcr.io/devcontainers/features/docker-in-docker:2": ${docker},
    "ghcr.io/devcontainers/features/git:1": {}${completions ? upgrades : ''}
  },
  "runArgs": [${nested ? '"--privileged", "--init"' : '"--network=host"'}],
  "customizations": {
    "vscode": {
      "settings": {
        "terminal.integrated.shell.linux": "/bin/bash"
      },
      "extensions": ["ms-kubernetes-tools.vscode-kubernetes-tools", "ms-azuretools.vscode-docker"]
    }
  },
${nested ? '  "remoteEnv": {\n    "GO111MODULE": "on"\n  },\n' : ''}  "onCreateCommand": "bash .devcontainer/post-install.sh"
}
`;
}

function postInstall({ profile }: GoProject): string {
  const { devcontainerNested: nested, devcontainerCompletions: completions } = profile;
  const byArchitecture = profile.downloadsByArchitecture;
  const architecture = byArchitecture ? '${architecture}' : 'amd64';
  return `#!/bin/bash
# Installs kind, kubebuilder and kubectl in the dev container.
set -euo pipefail

${byArchitecture ? 'architecture=$(go env GOARCH)\n\n' : ''}# fetch NAME URL: downloads a program${nested ? ', unless it is there' : ''}.
fetch() {
${nested ? '  if command -v "$1" >/dev/null; then return; fi\n' : ''}  curl -fsSLo "/usr/local/bin/$1" "$2"
  chmod +x "/usr/local/bin/$1"
}

fetch kind "https://kind.sigs.k8s.io/dl/latest/kind-linux-${architecture}"
fetch kubebuilder "https://go.kubebuilder.io/dl/latest/linux/${architecture}"
release=$(curl -fsSL https://dl.k8s.io/release/stable.txt)
fetch kubectl "https://dl.k8s.io/release/\${release}/bin/linux/${architecture}/kubectl"

${completions ? COMPLETIONS : ''}${nested ? NESTED_NETWORK : HOST_NETWORK}
kind version
kubebuilder version
kubectl version --client
docker --version
go version
`;
}

const COMPLETIONS = `# Completion of commands, in every shell.
line="source /usr/share/bash-completion/bash_completion"
grep -qsF "$line" ~/.bashrc || echo "$line" >> ~/.bashrc
for program in kind kubebuilder kubectl docker; do
  "$program" completion bash > "/usr/share/bash-completion/completions/$program" || echo "No completion of $program."
done

`;

const NESTED_NETWORK = `# Docker starts beside this script.
for _ in $(seq 30); do
  if docker info >/dev/null 2>&1; then break; fi
  sleep 1
done
docker network inspect kind >/dev/null 2>&1 || docker network create kind
`;

/** A subnet of its own, since the default one is often that of a host's network. */
const HOST_NETWORK = `docker network create -d=bridge --subnet=172.19.0.0/24 kind
`;
