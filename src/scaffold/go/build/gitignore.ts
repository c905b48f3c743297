import type { GoProject } from '../go-project.ts';

/** `.gitignore`. */
export function gitignore({ profile }: GoProject): string {
  return `# Built programs, and the tools of the Makefile
*.exe
*.exe~
*.dll
*.so
*.dylib
bin/*
# What "make docker-buildx" builds from
Dockerfile.cross

# Test programs, and profiles of their coverage
*.test
*.out
${profile.workspaceIgnored ? '\n# A workspace is of one machine\ngo.work\n' : ''}
# Generated code in vendored modules is part of them
!vendor/**/zz_generated.*

# Editors
.idea
.vscode
*.swp
*.swo
*~
${profile.kubeconfigIgnored ? '\n# Credentials\n*.kubeconfig\n' : ''}`;
}
