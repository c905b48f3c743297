import { nameOf } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { AuditRoot } from '../input/audit-input.ts';
import type { Finding } from '../model.ts';
import type { RuleId } from '../rules/rule-ids.ts';
import type { Drawing, DrawingLink, DrawingNode, NodeKind } from './drawing.ts';

/** Findings that say that what an object of this kind leads to is not there. */
const BREAKING: Readonly<Partial<Record<NodeKind, readonly RuleId[]>>> = {
  service: ['service-selects-nothing', 'service-port-leads-nowhere'],
  monitor: ['monitor-selects-nothing', 'monitor-port-unknown', 'monitor-scheme'],
  webhook: ['webhook-unreachable', 'webhook-without-ca'],
  policy: ['policy-blocks-webhooks', 'policy-blocks-metrics'],
  certificate: ['certificate-not-mounted', 'certificate-names'],
};

/** The drawing of a root, with the findings about what is in it; undefined where no manager is. */
export function drawWiring(root: AuditRoot, findings: readonly Finding[]): Drawing | undefined {
  const { wiring } = root;
  if (wiring.metrics.length === 0) return undefined;
  const nodes = new Map<string, DrawingNode>();
  const links: DrawingLink[] = [];
  const told = (object: KubernetesObject) =>
    findings
      .filter(
        ({ object: ref, roots }) =>
          ref?.kind === object.kind && ref.name === nameOf(object) && roots.includes(root.directory),
      )
      .map(({ rule }) => rule);
  const add = (kind: NodeKind, key: string, label: string, rules: readonly RuleId[] = []): string => {
    const id = `${kind}:${key}`;
    if (!nodes.has(id)) nodes.set(id, { id, kind, label, rules: [...new Set(rules)] });
    return id;
  };
  const ofObject = (kind: NodeKind, object: KubernetesObject) =>
    add(kind, nameOf(object), `${object.kind} ${nameOf(object)}`, told(object));
  const link = (from: string, to: string, label = '', broken = false) => {
    const breaks = BREAKING[from.slice(0, from.indexOf(':')) as NodeKind] ?? [];
    const isBroken = broken || (nodes.get(from)?.rules.some((rule) => breaks.includes(rule)) ?? false);
    if (!links.some((other) => other.from === from && other.to === to && other.label === label)) {
      links.push({ from, to, label, broken: isBroken });
    }
  };
  for (const { workload, manager, settings, proxy } of wiring.metrics) {
    const pod = `${nameOf(workload.object)}/${manager.name}`;
    const all = told(workload.object);
    const container = add('container', pod, `${manager.name} of ${nameOf(workload.object)}`, all);
    if (settings.winner !== undefined) {
      const { name, value, source } = settings.winner;
      link(container, add('flag', pod, `${source === 'flag' ? '--' : ''}${name}=${value}`), source);
    }
    if (proxy !== undefined) {
      const from = add(
        'container',
        `${nameOf(workload.object)}/${proxy.container.name}`,
        `${proxy.container.name} of ${nameOf(workload.object)}`,
      );
      const broken = all.includes('metrics-chain-broken') || all.includes('proxy-before-secure-manager');
      link(
        from,
        container,
        proxy.upstream === undefined ? '' : `${proxy.upstream.scheme} ${proxy.upstream.port}`,
        broken,
      );
    }
    const account = add('account', `${workload.namespace}/${workload.account}`, `ServiceAccount ${workload.account}`);
    link(container, account, '', all.includes('review-rights-missing'));
    for (const { role, roleName, accounts, object } of wiring.bindings) {
      if (!accounts.some(({ workloads }) => workloads.includes(workload))) continue;
      const kind = role?.kind ?? 'role';
      link(
        account,
        add('role', roleName, `${kind} ${roleName}`, role === undefined ? told(object) : told(role)),
        '',
        role === undefined && told(object).length > 0,
      );
    }
    for (const { object, workloads, rules } of wiring.policies) {
      if (!workloads.includes(workload)) continue;
      const ports = rules.flatMap((rule) => rule.ports.map(({ port }) => String(port ?? 'all')));
      link(ofObject('policy', object), container, ports.join(', '));
    }
  }
  for (const service of wiring.services) {
    const isOurs = service.workloads.length > 0 || told(service.object).length > 0;
    if (!isOurs) continue;
    const from = ofObject('service', service.object);
    for (const { port, target, ends } of service.ports) {
      for (const { workload, listener } of ends) {
        const managers = wiring.metrics.filter((chain) => chain.workload === workload);
        const who = listener?.container ?? managers[0]?.manager;
        if (who === undefined) continue;
        link(
          from,
          add('container', `${nameOf(workload.object)}/${who.name}`, `${who.name} of ${nameOf(workload.object)}`),
          `${port} → ${target}`,
        );
      }
    }
  }
  for (const monitor of wiring.monitors) {
    const from = ofObject('monitor', monitor.object);
    for (const { scheme, port, targets } of monitor.endpoints) {
      for (const { service } of targets)
        link(from, ofObject('service', service.object), `${scheme} ${port ?? ''}`.trim());
    }
  }
  for (const { object, service, target } of wiring.webhooks) {
    const from = ofObject('webhook', object);
    if (service !== undefined) link(from, ofObject('service', service.object), String(target?.port ?? ''));
  }
  for (const { object, mounts, secret } of wiring.certificates) {
    const from = ofObject('certificate', object);
    for (const { workload } of mounts) {
      const manager = wiring.metrics.find((chain) => chain.workload === workload)?.manager;
      if (manager !== undefined) link(from, `container:${nameOf(workload.object)}/${manager.name}`, secret ?? '');
    }
  }
  return { root: root.directory, nodes: [...nodes.values()], links };
}
