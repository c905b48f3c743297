import { writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { buildScaffold } from 'operator-scaffold';

// In a browser the same bytes are a download: `new Blob([zip], { type: 'application/zip' })`.
const scaffold = buildScaffold({ projectName: 'guestbook' });
const files = [...scaffold.under('guestbook')].map(({ path, content, executable }) => [
  path,
  [strToU8(content), { os: 3, attrs: (executable ? 0o100755 : 0o100644) << 16 }],
]);
const zip = zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) });

writeFileSync('guestbook.zip', zip);
console.log(`guestbook.zip: ${files.length} files`);
