/** `.gitignore`. */
export function gitignore(): string {
  return `# Built binaries and the tools of the Makefile
bin/
*.exe
*.dll
*.so
*.dylib

# Tests
*.test
*.out
cover.out

# Workspaces and vendored modules: remove the line if you commit them
go.work
go.work.sum
/vendor/

# Editors
.idea/
.vscode/
*.swp
*.swo
*~

# Credentials
*.kubeconfig
`;
}
