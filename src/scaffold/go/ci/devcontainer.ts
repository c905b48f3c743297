import type { TextInput } from '../../../core/file-tree.ts';
import type { GoProject } from '../go-project.ts';

/** `.devcontainer/`: an image with Go, and Docker inside, so that kind works in it. */
export function* devcontainer(go: GoProject): Generator<readonly [string, TextInput]> {
  const minor = go.profile.goVersion.split('.').slice(0, 2).join('.');
  yield [
    '.devcontainer/devcontainer.json',
    `{
  "name": "Operator development",
  "image": "golang:${minor}",
  "features": {
    "ghcr.io/devcontainers/features/docker-in-docker:2": {
      "moby": false,
      "dockerDefaultAddressPool": "base=172.30.0.0/16,size=24"
    },
    "ghcr.io/devcontainers/features/git:1": {}
  },
  "runArgs": ["--privileged", "--init"],
  "customizations": {
    "vscode": {
      "extensions": ["ms-kubernetes-tools.vscode-kubernetes-tools", "ms-azuretools.vscode-docker"]
    }
  },
  "onCreateCommand": "bash .devcontainer/post-install.sh"
}
`,
  ];
  yield ['.devcontainer/post-install.sh', POST_INSTALL];
}

const POST_INSTALL = `#!/bin/bash
# Installs kind and kubectl in the dev container.
set -euo pipefail

architecture=$(go env GOARCH)

curl -fsSLo /usr/local/bin/kind "https://kind.sigs.k8s.io/dl/latest/kind-linux-\${architecture}"
release=$(curl -fsSL https://dl.k8s.io/release/stable.txt)
curl -fsSLo /usr/local/bin/kubectl "https://dl.k8s.io/release/\${release}/bin/linux/\${architecture}/kubectl"
chmod +x /usr/local/bin/kind /usr/local/bin/kubectl

kind version
kubectl version --client
docker --version
go version
`;
