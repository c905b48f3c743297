import { describe, expect, it } from 'vitest';
import { parseGo } from '../../../../src/edit/go/parse.ts';
import { flagsIn } from '../../../../src/upgrade/whole/go/main-flags.ts';
import { mergeGo } from '../../../../src/upgrade/whole/go/merge-go.ts';
import { GO_EDITS } from './edits.ts';
import { weather } from './weather.ts';

function flags(text: string) {
  return flagsIn(parseGo('cmd/main.go', text)!)
    .map(({ flag }) => `${flag.name}=${flag.default}`)
    .sort();
}

/** The suite upgrade-go has those of the real releases, and more pairs. */
const PAIRS = [
  ['3.13.0', '4.16.0'],
  ['3.14.2', '4.5.1'],
  ['4.5.1', '4.16.0'],
] as const;

describe.each(PAIRS)('%s to %s', (from, to) => {
  const [base, theirs] = [weather(from), weather(to)];
  const merged = (path: string, yours: string) =>
    mergeGo({ path, base: base.get(path)!, yours, theirs: theirs.get(path)! });
  const edits = GO_EDITS.filter(({ path }) => base.has(path) && theirs.has(path));

  it.each(edits)('$path: $name survives', ({ path, edit, kept, conflict }) => {
    const yours = edit(base.get(path)!);
    expect(yours).not.toBe(base.get(path));
    const { text, conflicts, manual } = merged(path, yours);
    expect(text).toContain(kept);
    expect(manual).toEqual([]);
    for (const { where } of conflicts) expect(where).toMatch(conflict ?? /^never$/);
    expect(parseGo(path, text)).toBeDefined();
    // Twice is once.
    expect(merged(path, text).text).toBe(text);
  });

  it('has the flags of the newer release, whatever else its main file has', () => {
    const edited = edits.filter(({ name }) => /by another name|by default|a flag/.test(name));
    const wanted = flags(theirs.get('cmd/main.go')!);
    for (const { name, edit } of edited) {
      const own = edit(base.get('cmd/main.go')!);
      const before = new Map(flags(base.get('cmd/main.go')!).map((flag) => [flag.split('=')[0], flag]));
      const changed = flags(own).filter((flag) => before.get(flag.split('=')[0]) !== flag);
      const expected = wanted.filter((flag) => !changed.some((other) => other.split('=')[0] === flag.split('=')[0]));
      expect([name, ...flags(merged('cmd/main.go', own).text)]).toEqual([name, ...[...expected, ...changed].sort()]);
    }
  });
});

describe('what is not certain', () => {
  const main = (release: string) => weather(release).get('cmd/main.go')!;
  const merged = (from: string, to: string, yours: string, choose?: Parameters<typeof mergeGo>[1]) =>
    mergeGo({ path: 'cmd/main.go', base: main(from), yours, theirs: main(to) }, choose);

  it('is a conflict over a default that both changed; a choice takes theirs', () => {
    const yours = main('3.14.2').replace('"metrics-bind-address", ":8080"', '"metrics-bind-address", ":9090"');
    const { text, conflicts } = merged('3.14.2', '4.0.0', yours);
    expect(conflicts).toEqual([
      {
        where: 'default of --metrics-bind-address',
        base: ':8080',
        yours: ':9090',
        theirs: '0',
        suggested: 'yours',
        line: yours.slice(0, yours.indexOf('":9090"')).split('\n').length,
      },
    ]);
    expect(text).toContain('":9090"');
    expect(merged('3.14.2', '4.0.0', yours, () => 'theirs').text).toContain('"metrics-bind-address", "0"');
  });

  it('is a task with the code where the flags are defined elsewhere', () => {
    const yours = main('4.2.0')
      .split('\n')
      .filter((line) => !/flag\.(?:String|Bool)Var|^\t\t"[A-Z-].*"\)$|^\tvar .* (?:string|bool)$/.test(line))
      .join('\n')
      .replace(
        '\topts := ',
        '\tmetricsAddr, probeAddr, enableLeaderElection, secureMetrics, enableHTTP2 := settings()\n\topts := ',
      );
    const { text, conflicts, manual } = merged('4.2.0', '4.8.0', yours);
    expect(conflicts).toEqual([]);
    expect(text).not.toContain('CertDir');
    expect(manual.map(({ snippet }) => snippet).join()).toContain('"metrics-cert-path"');
  });

  it('leaves a watcher that does more than the scaffold had it do, with a task', () => {
    const yours = main('4.5.1').replace(
      'config.GetCertificate = metricsCertWatcher.GetCertificate',
      '$&\n\t\t\tconfig.ClientAuth = tls.RequireAnyClientCert',
    );
    const { text, manual } = merged('4.5.1', '4.8.0', yours);
    expect(text).toContain('certwatcher.New(');
    expect(manual).toHaveLength(1);
  });

  it('tells the line of the file as it was', () => {
    const yours = main('4.0.0').replace('webhook.NewServer(webhook.Options{TLSOpts: tlsOpts})', 'newServer(tlsOpts)');
    const { text, manual } = merged('4.0.0', '4.16.0', yours);
    expect(text).toContain('"metrics-cert-path"');
    expect(manual.map(({ text: said }) => /--webhook-[a-z]+/.exec(said)?.[0])).toEqual([
      '--webhook-cert',
      '--webhook-port',
    ]);
    const line = yours.slice(0, yours.indexOf('mgr, err := ctrl.NewManager')).split('\n').length;
    expect(manual.map((task) => task.line)).toEqual([line, line]);
  });

  it('hands webhooks any object still where their body needs that', () => {
    const path = 'internal/webhook/v1/widget_webhook.go';
    const base = weather('4.5.1').get(path)!;
    const yours = base.replace(
      '\t// TODO(user): set defaults.\n',
      '\tif named, ok := raw.(interface{ Rename(string) }); ok {\n\t\tnamed.Rename("x")\n\t}\n',
    );
    const { text, conflicts, manual } = mergeGo({ path, base, yours, theirs: weather('4.11.0').get(path)! });
    expect([conflicts, manual]).toEqual([[], []]);
    expect(text).toContain('WithCustomDefaulter(&WidgetCustomDefaulter{})');
    expect(text).toContain('WithValidator(&WidgetCustomValidator{})');
    expect(text).toContain('Default(_ context.Context, raw runtime.Object) error {');
    expect(text).toContain('ValidateCreate(_ context.Context, obj *shopv1.Widget)');
    expect(text).toContain('var _ webhook.CustomDefaulter');
    expect(text).not.toContain('var _ webhook.CustomValidator');
  });

  it('keeps what is no Go', () => {
    const { text, manual } = merged('4.5.1', '4.8.0', 'package main\n\nfunc main() {\n');
    expect(text).toBe('package main\n\nfunc main() {\n');
    expect(manual).toHaveLength(1);
  });
});
