import { unzipSync, type Zippable, zipSync } from 'fflate';
import { FileTree, type FileInput } from 'operator-scaffold';

// Of any zip the same bytes come from the same files.
const NO_TIME = new Date(1980, 0, 1);
const UNIX = 3;

/** A tree as a zip, below a directory of its name. */
export function zipOf(tree: FileTree, directory: string): Uint8Array {
  const encoder = new TextEncoder();
  const files: Zippable = {};
  const put = (path: string, bytes: Uint8Array, mode: number) => {
    files[`${directory}/${path}`] = [bytes, { mtime: NO_TIME, os: UNIX, attrs: mode << 16 }];
  };
  for (const { path, content, executable } of tree) {
    if (!tree.others.has(path)) put(path, encoder.encode(content), executable ? 0o100755 : 0o100644);
  }
  for (const [path, other] of tree.others) {
    if (other instanceof Uint8Array) put(path, other, tree.entry(path)?.executable ? 0o100755 : 0o100644);
    else put(path, encoder.encode(other.link), 0o120777);
  }
  return zipSync(files, { level: 6 });
}

/** The files of a zip. */
export function filesOfZip(bytes: Uint8Array): [string, FileInput][] {
  return Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith('/'));
}
