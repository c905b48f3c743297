import { describe, expect, it } from 'vitest';
import { mergeOf } from '../../../../src/upgrade/whole/files/merge-of.ts';

interface Case {
  readonly path: string;
  readonly base: string;
  readonly yours: string;
  readonly theirs: string;
  readonly where: string;
}

/** Both sides changed the same fact. */
const CONFLICTS: readonly Case[] = [
  { path: 'Makefile', base: 'A ?= v1.0.0\n', yours: 'A ?= v1.1.0\n', theirs: 'A ?= v1.2.0\n', where: 'variable A' },
  {
    path: 'Makefile',
    base: 'a:\n\tone two\n',
    yours: 'a:\n\tone three\n',
    theirs: 'a:\n\tone four\n',
    where: 'target a, line 1',
  },
  { path: 'Makefile', base: 'a:\n\tb\n', yours: 'a:\n\tc\n', theirs: 'x = 1\n', where: 'target a' },
  {
    path: 'Makefile',
    base: 'x = 1\n',
    yours: 'x = 1\na: own\n\tb\n',
    theirs: 'x = 1\na: their\n\tc\n',
    where: 'target a',
  },
  {
    path: 'Makefile',
    base: 'x = 1\n',
    yours: 'x = 1\ndefine get\nfetch $(1)\nendef\n',
    theirs: 'x = 1\ndefine get\nload $(1) $(2)\nendef\n',
    where: 'define get',
  },
  {
    path: 'Makefile',
    base: 'define get\n[ -f $(1) ] || { \\\none; \\\n}\nendef\n',
    yours: 'define get\n[ -f $(1) ] || { \\\none two; \\\n}\nendef\n',
    theirs: 'define get\ntest -f $(1) || { \\\ntest -s x || { \\\none three; \\\n}; \\\n}\nendef\n',
    where: 'define get, line 1',
  },
  {
    path: 'Makefile',
    base: 'a:\n\tbuild | apply\n',
    yours: 'a:\n\tbefore\n\tmake | apply\n',
    theirs: 'a:\n\tif x; then build | apply; fi\n',
    where: 'target a, line 1',
  },
  {
    path: 'Dockerfile',
    base: 'FROM golang:1.22 AS builder\n',
    yours: 'FROM golang:1.23 AS builder\n',
    theirs: 'FROM golang:1.24 AS builder\n',
    where: 'stage builder, FROM',
  },
  {
    path: 'Dockerfile',
    base: 'FROM golang:1.22 AS builder\n',
    yours: 'FROM ubi9/go-toolset:1.22 AS builder\n',
    theirs: 'ARG BASE_IMAGE=golang:1.24\nFROM ${BASE_IMAGE} AS builder\n',
    where: 'stage builder, FROM',
  },
  {
    path: 'Dockerfile',
    base: 'FROM golang:1.22 AS builder\nFROM scratch\n',
    yours: 'ARG BASE_IMAGE=scratch\nFROM golang:1.22 AS builder\nFROM ${BASE_IMAGE}\n',
    theirs: 'ARG BASE_IMAGE=golang:1.24\nFROM ${BASE_IMAGE} AS builder\nFROM scratch\n',
    where: 'stage builder, FROM',
  },
  {
    path: 'go.mod',
    base: 'module a\n\nrequire k8s.io/api v0.30.0\n',
    yours: 'module a\n\nrequire k8s.io/api v0.29.0\n',
    theirs: 'module a\n\nrequire k8s.io/api v0.31.0\n',
    where: 'require k8s.io/api',
  },
  {
    path: '.golangci.yml',
    base: 'run:\n  timeout: 5m\n',
    yours: 'run:\n  timeout: 7m\n',
    theirs: 'run:\n  timeout: 9m\n',
    where: 'run.timeout',
  },
  {
    path: '.golangci.yml',
    base: 'run:\n  timeout: 5m\nlinters:\n  enable:\n    - lll\n',
    yours: 'run:\n  timeout: 7m\nlinters:\n  enable:\n    - lll\n',
    theirs: 'version: "2"\nlinters:\n  enable:\n    - lll\n',
    where: 'run',
  },
  {
    path: '.github/workflows/lint.yml',
    base: 'jobs:\n  a:\n    steps:\n      - uses: x/lint@v6\n        with:\n          version: v1.0.0\n',
    yours:
      'jobs:\n  a:\n    steps:\n      - uses: x/lint@v6\n        with:\n          version: v1.0.0\n          args: -v\n',
    theirs: 'jobs:\n  a:\n    steps:\n      - run: make lint\n',
    where: 'jobs.a.steps[x/lint]',
  },
  {
    path: '.devcontainer/devcontainer.json',
    base: '{"image": "golang:1.22"}',
    yours: '{"image": "mcr.example.com/dev"}',
    theirs: '{"image": "golang:1.24"}',
    where: 'image',
  },
  { path: 'post-install.sh', base: 'a\n', yours: 'b\n', theirs: 'c\n', where: 'the script' },
];

describe('both sides changed the same fact', () => {
  for (const [index, { where, ...versions }] of CONFLICTS.entries()) {
    it(`${index + 1}. ${versions.path}: ${where}`, () => {
      const merge = mergeOf(versions.path)!;
      const told = merge(versions);
      expect(told.conflicts.map((conflict) => conflict.where)).toEqual([where]);
      expect(told.conflicts[0]!.yours).not.toBe(told.conflicts[0]!.theirs);
      // Yours stays, and a choice settles it in the same place.
      expect(merge(versions, () => 'yours')).toEqual({ ...told, conflicts: [] });
      const theirs = merge(versions, () => 'theirs');
      expect(theirs.conflicts).toEqual([]);
      expect(theirs.text).not.toBe(told.text);
    });
  }
});

/** What the two sides changed goes together. */
const TOGETHER: Readonly<
  Record<string, readonly [path: string, base: string, yours: string, theirs: string, merged: string]>
> = {
  'a newer tool than the target has': ['Makefile', 'A ?= v1\n', 'A ?= v3\n', 'A ?= v2\n', 'A ?= v3\n'],
  'spaces, the end of the file and a comment behind the value': [
    'Makefile',
    'A ?= 1',
    'A   ?=   1 # why',
    'A ?= 2',
    'A   ?=   2 # why',
  ],
  'an operator': ['Makefile', 'A = 1\n', 'A  = 1\n', 'A ?= 1\n', 'A  ?= 1\n'],
  'a variable that was renamed': [
    'Makefile',
    'TOOL_A_VERSION ?= v1\n',
    'TOOL_A ?= v1\n',
    'TOOL_A_VERSION ?= v2\nb:\n\tget $(TOOL_A_VERSION)\n',
    'TOOL_A ?= v2\nb:\n\tget $(TOOL_A)\n',
  ],
  'names on one line of .PHONY': ['Makefile', '', '.PHONY: a b\na:\nb:\n', '.PHONY: a\na:\n', '.PHONY: a b\na:\nb:\n'],
  'prerequisites on both sides': ['Makefile', 'a: b c\n', 'a: x b c\n', 'a: b d\n', 'a: x b d\n'],
  'help texts': [
    'Makefile',
    'a: b ## Do.\n\tc\n',
    'a: b ## Tu es.\n\tc\n',
    'a: b d ## Do!\n\tc\n',
    'a: b d ## Tu es.\n\tc\n',
  ],
  'words of one command': [
    'Makefile',
    'a:\n\tgo test ./...\n',
    'a:\n\tgo test -race ./...\n',
    'a:\n\tgo test ./... -v\n',
    'a:\n\tgo test -race ./... -v\n',
  ],
  'a command before the one that the target changes': [
    'Makefile',
    'a:\n\tbuild one\n',
    'a:\n\tfirst\n\tbuild one\n\tlast\n',
    'a:\n\tif x; then build one; fi\n',
    'a:\n\tfirst\n\tif x; then build one; fi\n\tlast\n',
  ],
  'lines of one command': [
    'Makefile',
    'define a\n[ -f x ] || { \\\none; \\\ntwo; \\\nthree; \\\n}\nendef\n',
    'define a\n[ -f x ] || { \\\nmine; \\\ntwo; \\\nthree; \\\n}\nendef\n',
    'define a\n[ -f x ] || { \\\none; \\\ntwo; \\\ntheirs; \\\n}\nendef\n',
    'define a\n[ -f x ] || { \\\nmine; \\\ntwo; \\\ntheirs; \\\n}\nendef\n',
  ],
  'a new target that hangs on a removed one, and what names it': [
    'Makefile',
    'a:\n\tb\nc:\n\td\n',
    'a:\n\tb\n',
    'a: e\n\tb\nc:\n\td\n.PHONY: e\ne: c\n\tf\n',
    'a:\n\tb\n',
  ],
  'a new file target whose variable was removed': [
    'Makefile',
    'a:\n\tb\nT = t\n',
    'a:\n\tb\n',
    'a:\n\tb\nT = t\n$(T):\n\tget\n',
    'a:\n\tb\n',
  ],
  'a removed variable that a recipe of the target needs': [
    'Makefile',
    'T ?= t\na:\n\tb\n',
    'a:\n\tb\n',
    'T ?= t\na:\n\t$(T) b\n',
    'T ?= t\na:\n\t$(T) b\n',
  ],
  'a removed target': ['Makefile', 'a:\n\tb\nc:\n\td\n', 'a:\n\tb\n', 'a:\n\tb\nc:\n\te\n', 'a:\n\tb\n'],
  'line ends': ['Makefile', 'A = 1\n', 'A = 1\r\n', 'A = 1\nB = 2\n', 'A = 1\r\nB = 2\r\n'],
  'a file without a last line end': ['Makefile', 'A = 1\n', 'A = 1', 'A = 1\nB = 2\n', 'A = 1\nB = 2\n'],
  'a condition around an entry': [
    'Makefile',
    'A = 1\n',
    'ifdef X\nA = 1\nendif\n',
    'A = 2\n',
    'ifdef X\nA = 2\nendif\n',
  ],
  'a stage in front, and an argument of the image': [
    'Dockerfile',
    'FROM golang:1.22 AS builder\n',
    'FROM node:22 AS web\nFROM golang:1.22 AS build\nRUN go build\nFROM scratch\n',
    'ARG BASE_IMAGE=golang:1.24\nFROM ${BASE_IMAGE} AS builder\n',
    'ARG BASE_IMAGE=golang:1.24\nFROM node:22 AS web\nFROM ${BASE_IMAGE} AS build\nRUN go build\nFROM scratch\n',
  ],
  'an image that was an argument already, of the same name': [
    'Dockerfile',
    'FROM golang:1.22 AS builder\nFROM scratch\n',
    'ARG BASE_IMAGE=scratch\nFROM golang:1.22 AS builder\nFROM ${BASE_IMAGE}\n',
    'FROM golang:1.24 AS builder\nFROM scratch\n',
    'ARG BASE_IMAGE=scratch\nFROM golang:1.24 AS builder\nFROM ${BASE_IMAGE}\n',
  ],
  'a variant and a version': [
    'Dockerfile',
    'FROM golang:1.22 AS b\n',
    'FROM mirror.io/golang:1.22-alpine AS b\n',
    'FROM docker.io/golang:1.24 AS b\n',
    'FROM mirror.io/golang:1.24-alpine AS b\n',
  ],
  'what was copied, replaced': [
    'Dockerfile',
    'FROM a AS b\nRUN c d\n\nCOPY api/ api/\nCOPY cmd/ cmd/\n\nUSER 1\n',
    'FROM a AS b\nRUN c d\n\n# all of it\nCOPY api/ api/\nCOPY pkg/ pkg/\nCOPY cmd/ cmd/\n\nUSER 1\n',
    'FROM a AS b\nRUN c d\n\nCOPY . .\n\nUSER 1\n',
    'FROM a AS b\nRUN c d\n\n# all of it\nCOPY . .\nCOPY pkg/ pkg/\n\nUSER 1\n',
  ],
  'a minimum that was raised': [
    'go.mod',
    'module a\n\nrequire b.io/c v1.0.0\n',
    'module a\n\nrequire b.io/c v1.1.0 // why\n',
    'module a\n\nrequire b.io/c v1.2.0\n',
    'module a\n\nrequire b.io/c v1.2.0 // why\n',
  ],
  'a project that is older than the oldest preset': [
    'go.mod',
    'module a\n\nrequire (\n\tb v1.1.0\n\tc v1.1.0\n\td v1.1.0\n)\n',
    'module a\n\nrequire (\n\tb v1.0.0\n\tc v1.0.0\n\td v1.0.0\n)\n',
    'module a\n\nrequire (\n\tb v1.2.0\n\tc v1.2.0\n\td v1.2.0\n)\n',
    'module a\n\nrequire (\n\tb v1.2.0\n\tc v1.2.0\n\td v1.2.0\n)\n',
  ],
  'a new requirement, in order': [
    'go.mod',
    'module a\n\nrequire (\n\tb.io/b v1.0.0\n\td.io/d v1.0.0\n)\n',
    'module a\n\nrequire (\n\tb.io/b v1.0.0\n\td.io/d v1.0.0\n\tx.io/x v1.0.0\n)\n',
    'module a\n\nrequire (\n\tb.io/b v1.0.0\n\tc.io/c v1.0.0\n\td.io/d v1.0.0\n)\n',
    'module a\n\nrequire (\n\tb.io/b v1.0.0\n\tc.io/c v1.0.0\n\td.io/d v1.0.0\n\tx.io/x v1.0.0\n)\n',
  ],
  'patterns, where their order counts': [
    '.dockerignore',
    'bin/\n',
    '# ours\nbin/\ndist/\n',
    '**\n!**/*.go\n',
    '# ours\n**\n!**/*.go\ndist/\n',
  ],
  'a commit in place of a release, with its remark': [
    'lint.yml',
    'steps:\n  - name: A\n    uses: x/y@v4\n',
    'steps:\n  - name: B\n    uses: x/y@v4 # v4.1\n',
    'steps:\n  - name: C\n    uses: x/y@abc # v6\n',
    'steps:\n  - name: B\n    uses: x/y@abc # v6\n',
  ],
  'settings of the linter in their first form': [
    '.golangci.yml',
    'linters:\n  disable-all: true\n  enable:\n    - gofmt\n    - gosimple\n    - lll\n',
    'linters:\n  disable-all: true\n  enable:\n    - gofmt\n    # for us\n    - gosec\n    - gosimple\nlinters-settings:\n  gosec:\n    severity: low # enough\n',
    'version: "2"\nlinters:\n  default: none\n  enable:\n    - lll\n    - staticcheck\nformatters:\n  enable:\n    - gofmt\n',
    'version: "2"\nlinters:\n  default: none\n  enable:\n    # for us\n    - gosec\n    - staticcheck\n  settings:\n    gosec:\n      severity: low # enough\nformatters:\n  enable:\n    - gofmt\n',
  ],
  'JSON with comments': [
    'a.json',
    '{"a": {"b": 1}, "c": [1]}',
    '{\n\t// why\n\t"a": {"b": 1, "x": 2},\n\t"c": [1, 3,], /* and */\n}\n',
    '{"a": {"b": 2, "d": {"e": 1}}, "c": [1, 2], "f": true}',
    '{\n\t// why\n\t"a": {"b": 2, "x": 2, "d": {"e":1}},\n\t"c": [1, 2, 3,],\n\t"f": true, /* and */\n}\n',
  ],
  'lines of a script': [
    'a.sh',
    'a\nb\n',
    '#!/bin/sh\n# ours\na\nb\nmine\n',
    'a\nc\n',
    '#!/bin/sh\n# ours\na\nc\nmine\n',
  ],
};

describe('what both sides changed goes together', () => {
  for (const [title, [path, base, yours, theirs, merged]] of Object.entries(TOGETHER)) {
    it(`${path}: ${title}`, () => {
      expect(mergeOf(path)!({ path, base, yours, theirs })).toEqual({ text: merged, conflicts: [], manual: [] });
    });
  }
});

describe('what is left for a person', () => {
  it('a variable that an included file may set', () => {
    const merged = mergeOf('Makefile')!({
      path: 'Makefile',
      base: 'A_VERSION ?= v1\n',
      yours: 'include versions.mk\n',
      theirs: 'A_VERSION ?= v2\n',
    });
    expect(merged.text).toBe('include versions.mk\n');
    expect(merged.manual).toEqual([{ line: 1, text: expect.stringContaining('included'), snippet: 'A_VERSION ?= v2' }]);
  });

  it('a replacement that holds a module back', () => {
    const mod = (version: string) => `module a\n\nrequire b.io/c ${version}\n`;
    const yours = `${mod('v1.0.0')}\nreplace b.io/c => b.io/c v1.0.1\n`;
    const merged = mergeOf('go.mod')!({ path: 'go.mod', base: mod('v1.0.0'), yours, theirs: mod('v1.2.0') });
    expect(merged.text).toContain('require b.io/c v1.2.0');
    expect(merged.manual.map(({ line }) => line)).toEqual([5]);
  });

  it('settings that golangci-lint 2 does not know, whose comments stay', () => {
    const merged = mergeOf('.golangci.yml')!({
      path: '.golangci.yml',
      base: 'linters:\n  enable:\n    - lll\n',
      yours: 'linters:\n  # quick\n  fast: true\n  enable:\n    - lll\n',
      theirs: 'version: "2"\nlinters:\n  enable:\n    - lll\n',
    });
    expect(merged.manual.map(({ text }) => text)).toEqual([expect.stringContaining('linters.fast')]);
    expect(merged.text).toBe('version: "2"\nlinters:\n  # quick\n  enable:\n    - lll\n');
  });

  it('JSON that is none', () => {
    const merged = mergeOf('a.json')!({ path: 'a.json', base: '{}', yours: '{', theirs: '{"a": 1}' });
    expect(merged.text).toBe('{');
    expect(merged.manual).toHaveLength(1);
  });
});
