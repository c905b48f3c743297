/** The linters of the scaffold's golangci-lint configuration, as releases changed them. */
export const LINTERS_3_13 = [
  'dupl',
  'errcheck',
  'exportloopref',
  'goconst',
  'gocyclo',
  'gofmt',
  'goimports',
  'gosimple',
  'govet',
  'ineffassign',
  'lll',
  'misspell',
  'nakedret',
  'prealloc',
  'staticcheck',
  'typecheck',
  'unconvert',
  'unparam',
  'unused',
] as const;

export const LINTERS_4_0: readonly string[] = [...LINTERS_3_13, 'ginkgolinter'];
export const LINTERS_4_1: readonly string[] = [...LINTERS_4_0, 'revive'];
export const LINTERS_4_3_1: readonly string[] = [...less(LINTERS_4_1, 'exportloopref'), 'copyloopvar'];

/** golangci-lint 2 has formatters apart, and staticcheck covers what gosimple did. */
export const LINTERS_4_6: readonly string[] = less(LINTERS_4_3_1, 'gofmt', 'goimports', 'gosimple', 'typecheck');
export const LINTERS_4_11: readonly string[] = [...LINTERS_4_6, 'modernize'];
export const LINTERS_4_12: readonly string[] = [...LINTERS_4_11, 'logcheck'];
export const LINTERS_4_15: readonly string[] = [...LINTERS_4_12, 'depguard'];

/** The suggestions of modernize that are off: tags of optional fields, and pointers that a helper makes. */
export const MODERNIZE_EXCEPTS: readonly string[] = ['omitzero'];
export const MODERNIZE_EXCEPTS_4_15: readonly string[] = ['newexpr', ...MODERNIZE_EXCEPTS];

function less(linters: readonly string[], ...gone: readonly string[]): string[] {
  return linters.filter((linter) => !gone.includes(linter));
}
