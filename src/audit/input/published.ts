/** Whether a file was published once and cannot be changed: the number of a release is part of its path. */
export function isPublished(path: string): boolean {
  return /(?:^|\/)v?\d+\.\d+\.\d+(?:[-+][\w.]+)?\//.test(path);
}
