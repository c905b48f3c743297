import type { GoProject } from '../go-project.ts';

/** `.golangci.yml`, in the format that the pinned golangci-lint reads. */
export function golangci(go: GoProject): string {
  return go.profile.lintConfig === 'v1' ? version1(go) : version2(go);
}

/** `.custom-gcl.yml`: golangci-lint with the plugin that checks log calls, built by \`make lint\`. */
export function customLinter(go: GoProject): string {
  return `# The linter that "make golangci-lint" builds: golangci-lint with a plugin that checks structured log calls.
version: ${go.profile.golangciLint}
plugins:
  - module: sigs.k8s.io/logtools
    import: sigs.k8s.io/logtools/logcheck/gclplugin
    version: latest
`;
}

function version1({ profile }: GoProject): string {
  const linters = profile.linters.filter((linter) => linter !== 'gofmt' && linter !== 'goimports');
  const names = [...linters, 'gofmt', 'goimports'].sort();
  const revive = names.includes('revive')
    ? '\nlinters-settings:\n  revive:\n    rules:\n      - name: comment-spacings\n'
    : '';
  return `run:
  ${profile.lintTimeoutKey}: 5m
  allow-parallel-runners: true

issues:
  # Exported names need no comment.
  exclude-use-default: false
  exclude-rules:
    # Markers and generated signatures are long.
    - path: "api/*"
      linters:
        - lll
    - path: "internal/*"
      linters:
        - dupl
        - lll

linters:
  disable-all: true
  enable:
${names.map((name) => `    - ${name}\n`).join('')}${revive}`;
}

function version2({ profile }: GoProject): string {
  const linters = [...profile.linters].sort();
  const settings = [
    ...(linters.includes('revive') ? [REVIVE] : []),
    ...(linters.includes('modernize') ? [modernize(profile.modernizeExcepts)] : []),
    ...(linters.includes('depguard') ? [DEPGUARD] : []),
    ...(profile.lintPlugin ? [LOGCHECK] : []),
  ];
  return `version: "2"
run:
  allow-parallel-runners: true
linters:
  default: none
  enable:
${linters.map((name) => `    - ${name}\n`).join('')}  settings:
${settings.join('')}  exclusions:
    generated: lax
    rules:
      # Markers and generated signatures are long.
      - linters:
          - lll
        path: api/*
      - linters:
          - dupl
          - lll
        path: internal/*
    paths:
      - third_party$
      - builtin$
      - examples$
formatters:
  enable:
    - gofmt
    - goimports
  exclusions:
    generated: lax
    paths:
      - third_party$
      - builtin$
      - examples$
`;
}

const REVIVE = `    revive:
      rules:
        - name: comment-spacings
        - name: import-shadowing
`;

function modernize(excepts: readonly string[]): string {
  return `    modernize:
      disable:
        # Optional fields${excepts.includes('newexpr') ? ', and pointers to their values,' : ''} are written in several ways.
${excepts.map((name) => `        - ${name}\n`).join('')}`;
}

const DEPGUARD = `    depguard:
      rules:
        forbid-sort-pkg:
          deny:
            - pkg: sort
              desc: the package slices does the same with types
`;

const LOGCHECK = `    custom:
      logcheck:
        type: module
        description: Checks the key and value pairs of log calls.
`;
