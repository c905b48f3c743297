import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { KUBERNETES } from './catalogue.ts';
import { runGo } from './go.ts';

/** The programs of a Kubernetes API: the server and its store. */
export interface KubernetesApiPrograms {
  readonly etcd: string;
  readonly apiserver: string;
}

/**
 * kube-apiserver and etcd, both built from Go modules, so that they are to be had wherever Go is.
 *
 * The modules that Kubernetes keeps in its own repository are directories in its go.mod (`replace … => ./staging/…`)
 * and not in the module's zip, so a module of our own replaces each of them with its published version.
 *
 * @throws Error with Go's own output where they cannot be had
 */
export async function ensureKubernetesApi(): Promise<KubernetesApiPrograms> {
  const directory = await buildOnce(`kubernetes-api@${KUBERNETES.version}`, build);
  return { etcd: join(directory, 'etcd'), apiserver: join(directory, 'kube-apiserver') };
}

async function build(directory: string): Promise<void> {
  console.error(`building kube-apiserver ${KUBERNETES.version} and etcd …`);
  const module = join(directory, 'module');
  mkdirSync(join(module, 'etcd'), { recursive: true });
  writeFileSync(join(module, 'go.mod'), await kubernetesModule(directory));
  writeFileSync(
    join(module, 'etcd', 'main.go'),
    `package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
`,
  );
  const [major = '', minor = ''] = KUBERNETES.version.slice(1).split('.');
  const variables = { gitVersion: KUBERNETES.version, gitMajor: major, gitMinor: minor };
  const flags = Object.entries(variables).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`);
  await runGo(
    [
      'build',
      '-ldflags',
      ['-s', '-w', ...flags].join(' '),
      '-o',
      `${directory}/`,
      './etcd',
      `${PATH}/cmd/kube-apiserver`,
    ],
    { cwd: module },
  );
  rmSync(module, { recursive: true });
}

const PATH = 'k8s.io/kubernetes';

/** A go.mod with which the programs of Kubernetes build outside its repository. */
export async function kubernetesModule(directory: string): Promise<string> {
  const answer = await runGo(['mod', 'download', '-json', `${PATH}@${KUBERNETES.version}`], { cwd: directory });
  const { GoMod: file } = JSON.parse(answer) as { GoMod: string };
  const staged = [...readFileSync(file, 'utf8').matchAll(/^\s*(\S+) => \.\/staging\//gm)].map((match) => match[1]);
  if (staged.length === 0) throw new Error(`${file} replaces no module with a staging directory`);
  return `module kubernetes-api

go 1.24.0

godebug default=go1.24

require ${PATH} ${KUBERNETES.version}

replace (
${staged.map((name) => `\t${name} => ${name} ${KUBERNETES.libraries}`).join('\n')}
)
`;
}
