/** Ways in which operators have changed the main file that their release gave them; each compiles. */
export const MAIN_SHAPES: Readonly<Record<string, (main: string) => Readonly<Record<string, string>>>> = {
  'as the release wrote it': (main) => ({ 'cmd/main.go': main }),
  'flags, schemes, reconcilers and runnables of its own': (main) => ({ 'cmd/main.go': extended(main) }),
  'variables by other names': (main) => ({ 'cmd/main.go': renamed(main) }),
  'an options struct': (main) => ({ 'cmd/main.go': withStruct(main) }),
  'flags in a package of their own': (main) => splitFlags(main),
};

function before(text: string, anchor: string, lines: string): string {
  const at = text.lastIndexOf('\n', text.indexOf(anchor)) + 1;
  if (!text.includes(anchor)) throw new Error(`the main file has no ${anchor}`);
  return `${text.slice(0, at)}${lines}\n${text.slice(at)}`;
}

function extended(main: string): string {
  let text = before(main, '"crypto/tls"', '\t"context"');
  text = before(text, '"k8s.io/apimachinery/pkg/runtime"', '\tbatchv1 "k8s.io/api/batch/v1"');
  text = before(text, '"sigs.k8s.io/controller-runtime/pkg/healthz"', '\t"sigs.k8s.io/controller-runtime/pkg/client"');
  text = before(text, 'metricsserver "sigs', '\t"sigs.k8s.io/controller-runtime/pkg/manager"');
  text = before(text, 'func init()', '// commit is set by the linker.\nvar commit = "none"\n');
  text = before(text, '+kubebuilder:scaffold:scheme', '\tutilruntime.Must(batchv1.AddToScheme(scheme))');
  text = before(
    text,
    'opts := zap.Options',
    '\tvar watched string\n\tflag.StringVar(&watched, "watched", "", "The namespace to watch.")',
  );
  text = before(text, 'ctrl.SetLogger', '\tsetupLog.Info("Built", "commit", commit, "watched", watched)');
  text = before(
    text,
    '+kubebuilder:scaffold:builder',
    `\tif err := mgr.Add(manager.RunnableFunc(func(ctx context.Context) error {
\t\tvar jobs batchv1.JobList
\t\treturn mgr.GetClient().List(ctx, &jobs, client.InNamespace(watched))
\t})); err != nil {
\t\tos.Exit(1)
\t}`,
  );
  return text.replace(/(LeaderElectionID: +"[^"]*",\n)/, '$1\t\tLeaderElectionReleaseOnCancel: true,\n');
}

const NAMES = {
  metricsAddr: 'metricsAddress',
  probeAddr: 'probes',
  enableLeaderElection: 'elect',
  secureMetrics: 'https',
  tlsOpts: 'tlsConfig',
  mgr: 'm',
  setupLog: 'startLog',
} as const;

function renamed(main: string): string {
  return Object.entries(NAMES).reduce(
    (text, [old, now]) => text.replaceAll(new RegExp(`\\b${old}\\b`, 'g'), now),
    main,
  );
}

const FIELDS = {
  metricsAddr: 'string',
  probeAddr: 'string',
  enableLeaderElection: 'bool',
  secureMetrics: 'bool',
} as const;

function withStruct(main: string): string {
  let text = main;
  for (const name of Object.keys(FIELDS)) {
    if (!text.includes(`\tvar ${name} `)) continue;
    text = text
      .replace(new RegExp(`\tvar ${name} \\w+\n`), '')
      .replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `o.${name}`);
  }
  const fields = Object.entries(FIELDS).map(([name, type]) => `\t${name.padEnd(20)} ${type}\n`);
  text = text.replace('func main() {\n', 'func main() {\n\tvar o options\n');
  return before(
    text,
    'func init()',
    `// options are what the flags set.\ntype options struct {\n${fields.join('')}}\n`,
  );
}

/** The flags for addresses and the election are defined in another package. */
function splitFlags(main: string): Record<string, string> {
  let text = main;
  for (const name of ['metricsAddr', 'probeAddr']) text = text.replace(`\tvar ${name} string\n`, '');
  text = text
    .replace(/\tflag\.StringVar\(&metricsAddr,(?:[^()]|\n)*?\)\n/, '')
    .replace(/\tflag\.StringVar\(&probeAddr,(?:[^()]|\n)*?\)\n/, '')
    .replaceAll(/\bmetricsAddr\b/g, 'settings.Metrics')
    .replaceAll(/\bprobeAddr\b/g, 'settings.Probes')
    .replace('\topts := zap.Options', '\tsettings := config.Bind(flag.CommandLine)\n\topts := zap.Options')
    .replace('\t"example.com/weather/internal/controller"\n', '\t"example.com/weather/internal/config"\n$&');
  return {
    'cmd/main.go': text,
    'internal/config/config.go': `// Package config has the settings of the manager.
package config

import "flag"

// Settings are what the flags set.
type Settings struct {
	Metrics string
	Probes  string
}

// Bind defines the flags.
func Bind(flags *flag.FlagSet) *Settings {
	settings := &Settings{}
	flags.StringVar(&settings.Metrics, "metrics-bind-address", ":8443", "Where metrics are served.")
	flags.StringVar(&settings.Probes, "health-probe-bind-address", ":8081", "Where probes are answered.")
	return settings
}
`,
  };
}
