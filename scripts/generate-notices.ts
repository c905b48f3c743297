import { bundledPackages } from './bundled-packages.ts';

/** `{path: content}` of THIRD-PARTY-NOTICES.md: the licence of each package that the command line's files hold. */
export async function generateNotices(): Promise<Record<string, string>> {
  const sections = (await bundledPackages()).map(
    ({ name, version, license, text }) => `## ${name} ${version} (${license})\n\n${fenced(text)}\n`,
  );
  return { 'THIRD-PARTY-NOTICES.md': `# Third-party notices\n\n${INTRODUCTION}\n\n${sections.join('\n')}` };
}

const INTRODUCTION = `The files in \`dist/cli\` hold code of the packages below. Those in \`dist\` beside it hold some lines of \`ajv\`, which made
the validator of the options, and of no other: they import their dependencies, which npm installs with their own licences.`;

function fenced(text: string): string {
  return `\`\`\`text\n${text.replaceAll('\r\n', '\n').trim()}\n\`\`\``;
}
