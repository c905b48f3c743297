import { digest, startLanes, writeDigest } from '../../merge/digest.ts';

/** What tells that a file is no longer the one that was planned for. */
export function textDigest(text: string): string {
  const lanes = startLanes();
  digest(lanes, text, 0, text.length);
  return writeDigest(lanes);
}
