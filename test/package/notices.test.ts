import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect, it } from 'vitest';
import { bundledPackages } from '../../scripts/bundled-packages.ts';
import { softwareBill } from '../../scripts/sbom.ts';

/** Run after the build, as `npm test` does. */
it('THIRD-PARTY-NOTICES.md has the licence of every package that the command line holds, and of no other', async () => {
  const bundled = await bundledPackages();
  const notices = readFileSync('THIRD-PARTY-NOTICES.md', 'utf8');
  expect([...notices.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(
    bundled.map(({ name, version, license }) => `${name} ${version} (${license})`),
  );
  for (const { text } of bundled) expect(notices).toContain(text.replaceAll('\r\n', '\n').trim());
});

it('what is built imports nothing but Node and its own files', () => {
  const files = readdirSync('dist/cli').filter((file) => file.endsWith('.cjs'));
  const wanted = files.flatMap((file) =>
    [...readFileSync(`dist/cli/${file}`, 'utf8').matchAll(/(?<!['"`])\brequire\((["'])([^"']+)\1\)/g)].map(
      ([, , name]) => name!,
    ),
  );
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((name) => !name.startsWith('./') && !isBuiltin(name))).toEqual([]);
});

it('the bill of materials has the dependencies, and what is bundled', async () => {
  const bill = (await softwareBill()) as {
    components: { name: string; version: string; properties: { value: string }[] }[];
  };
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  const bundled = bill.components.filter(({ properties }) => properties.some(({ value }) => value === 'dist/cli'));
  expect(bundled.map(({ name, version }) => `${name} ${version}`)).toEqual(
    (await bundledPackages()).map(({ name, version }) => `${name} ${version}`),
  );
});
