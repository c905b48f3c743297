/** Files by path, as they were handed to the page; or one zip. */
export interface Dropped {
  readonly files: readonly (readonly [string, Uint8Array])[];
  readonly zip?: Uint8Array;
}

/** Directories that no tool here looks at, and that may be large. */
const PASSED_OVER = new Set(['.git', 'node_modules', 'vendor', 'bin']);
const MAX_FILE = 16 << 20;

type Found = [path: string, file: File];

export async function filesOfDrop(data: DataTransfer | null): Promise<Dropped> {
  // Entries are gone after the first wait.
  const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return filesOfInput([...(data?.files ?? [])]);
  const found: Found[] = [];
  for (const entry of entries) await walkEntry(entry, '', found);
  return contents(found);
}

export async function filesOfInput(files: readonly File[]): Promise<Dropped> {
  return contents(
    files
      .map((file): Found => [file.webkitRelativePath || file.name, file])
      .filter(([path]) => !path.split('/').some((part) => PASSED_OVER.has(part))),
  );
}

interface Picker {
  showDirectoryPicker(): Promise<FileSystemDirectoryHandle>;
}

export async function filesOfPicker(): Promise<Dropped> {
  const root = await (window as unknown as Picker).showDirectoryPicker();
  const found: Found[] = [];
  await walkHandle(root, '', found);
  return contents(found);
}

async function walkEntry(entry: FileSystemEntry, before: string, found: Found[]): Promise<void> {
  const path = before + entry.name;
  if (entry.isFile) {
    found.push([path, await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))]);
  } else if (!PASSED_OVER.has(entry.name)) {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    // A reader gives some of the entries at a time, and none at the end.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) break;
      for (const each of some) await walkEntry(each, `${path}/`, found);
    }
  }
}

async function walkHandle(directory: FileSystemDirectoryHandle, before: string, found: Found[]): Promise<void> {
  const entries = directory as unknown as AsyncIterable<[string, FileSystemHandle]>;
  for await (const [name, handle] of entries) {
    if (handle.kind === 'file') found.push([before + name, await (handle as FileSystemFileHandle).getFile()]);
    else if (!PASSED_OVER.has(name)) await walkHandle(handle as FileSystemDirectoryHandle, `${before}${name}/`, found);
  }
}

async function contents(found: readonly Found[]): Promise<Dropped> {
  if (found.length === 0) throw new Error('There is no file in what you gave.');
  const bytes = async (file: File) => new Uint8Array(await file.arrayBuffer());
  const [first] = found;
  if (found.length === 1 && /\.zip$/i.test(first![0])) return { files: [], zip: await bytes(first![1]) };
  const small = found.filter(([, file]) => file.size <= MAX_FILE);
  return { files: await Promise.all(small.map(async ([path, file]) => [path, await bytes(file)] as const)) };
}
