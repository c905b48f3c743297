import fc from 'fast-check';

/** A rule of a role, as far as rights go. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

const some = (...words: string[]) => fc.subarray(words, { minLength: 1 });

/** The rules of one role, with and without wildcards and names, some of which allow what others do. */
export const rules: fc.Arbitrary<Rule[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record(
        {
          verbs: some('get', 'list', '*'),
          apiGroups: some('', 'apps', '*'),
          resources: some('pods', 'pods/log', '*/log', 'pods/*', '*'),
          resourceNames: some('a', 'b'),
        },
        { requiredKeys: ['verbs', 'apiGroups', 'resources'] },
      ),
    },
    fc.record({ verbs: some('get', '*'), nonResourceURLs: some('/a', '/a/b', '/a/*', '/b*', '*') }),
  ),
  { maxLength: 4 },
);

/** What somebody may ask for: a resource, perhaps by name, or an address. */
export interface AccessRequest {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly name?: string;
  readonly url?: string;
}

export const REQUESTS: readonly AccessRequest[] = ['get', 'list', 'watch'].flatMap((verb): AccessRequest[] => [
  ...['', 'apps', 'other'].flatMap((group) =>
    ['pods', 'pods/log', 'nodes', 'nodes/log', 'nodes/scale'].flatMap((resource) => [
      { verb, group, resource },
      { verb, group, resource, name: 'a' },
      { verb, group, resource, name: 'c' },
    ]),
  ),
  ...['/a', '/a/', '/a/b', '/a/c', '/b', '/bc'].map((url) => ({ verb, url })),
]);

/** A rule that allows a request and nothing else. */
export function ruleFor({ verb, group = '', resource = '', name, url }: AccessRequest): Rule {
  if (url !== undefined) return { verbs: [verb], nonResourceURLs: [url] };
  const names = name === undefined ? {} : { resourceNames: [name] };
  return { verbs: [verb], apiGroups: [group], resources: [resource], ...names };
}
