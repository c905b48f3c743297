import { memfs } from 'memfs';
import { applyPlan, buildScaffold, FileTree, planUpgrade } from 'operator-scaffold';

// A project of an old release, in a file system in memory; somebody has raised its replicas.
const old = buildScaffold({ projectName: 'guestbook', preset: 'kubebuilder@3.14.2' });
const { fs, vol } = memfs(old.toRecord(), '/guestbook');
const file = '/guestbook/config/manager/manager.yaml';
fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('replicas: 1', 'replicas: 3'));

// The plan is data: what is done, why, and what is left for a person.
const tree = FileTree.from(vol.toJSON('/guestbook', undefined, true));
const plan = planUpgrade(tree, { to: 'https-metrics' });
console.log(`from ${plan.from.preset} to ${plan.to.preset}, ${plan.conflicts.length} conflicts`);

// Only what it names is written back.
const upgraded = applyPlan(tree, plan);
for (const path of tree.paths()) if (!upgraded.has(path)) fs.unlinkSync(`/guestbook/${path}`);
for (const { path, content } of upgraded) {
  if (content === tree.get(path)) continue;
  fs.mkdirSync(`/guestbook/${path}`.replace(/\/[^/]*$/, ''), { recursive: true });
  fs.writeFileSync(`/guestbook/${path}`, content);
}
const now = FileTree.from(vol.toJSON('/guestbook', undefined, true));
console.log(
  `proxy: ${now.paths().filter((path) => now.get(path).includes('gcr.io/kubebuilder/kube-rbac-proxy')).length} files`,
);
console.log(/replicas: \d/.exec(now.get('config/manager/manager.yaml'))[0]);
