/**
 * The name of the leader election lease: the FNV-1a hash of the module path (32 bits, 8 hexadecimal digits), a dot,
 * and the domain, as `kubebuilder init` derives it.
 */
export function leaderElectionId(repo: string, domain: string, keepsDot: boolean): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(repo)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const digits = hash.toString(16).padStart(8, '0');
  return domain === '' && !keepsDot ? digits : `${digits}.${domain}`;
}
