/** A fact that is deliberately another than the release's. */
interface KnownDifference {
  /** A line of `factDifferences`: `- ` is the release's side, `+ ` ours. */
  readonly line: RegExp;
  readonly releases?: readonly string[];
  readonly why: string;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    line: /^\+ go\.mod: require (?:github\.com\/onsi\/(?:ginkgo\/v2|gomega)|k8s\.io\/(?:api|apimachinery|client-go)) v\S+$/,
    why: 'The release leaves it to "go mod tidy" to require what its files import; ours requires what that writes.',
  },
  {
    line: /^[-+] go\.mod: go 1\.22(?:\.0)?$/,
    releases: ['4.0.0', '4.1.0'],
    why: 'There "go mod tidy" raises 1.22 to the 1.22.0 that the libraries ask for.',
  },
  {
    line: /^\+ api\/\S+_types\.go: marker \+kubebuilder:storageversion$/,
    releases: ['3.14.2', '3.15.0', '3.15.1', '4.0.0', '4.1.0', '4.1.1', '4.2.0', '4.3.0', '4.3.1'],
    why: 'Before 4.4.0 nobody marks the version that is stored, and controller-gen refuses a kind with two.',
  },
];

/** Whether a difference is one of the table; notes the reason in `needed`. */
export function isKnown(line: string, release: string, needed: Set<string>): boolean {
  const known = KNOWN_DIFFERENCES.find(
    (one) => one.line.test(line) && (one.releases === undefined || one.releases.includes(release)),
  );
  if (known !== undefined) needed.add(known.why);
  return known !== undefined;
}
