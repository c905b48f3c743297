import type { GoProject } from '../go-project.ts';
import { withControllers, withWebhooks } from '../go-project.ts';
import { flagDeclarations } from './flags.ts';
import { mainImports } from './main-imports.ts';
import { managerSetup } from './manager.ts';
import { registrations, schemeRegistrations } from './registrations.ts';
import { metricsServer, tlsOptions, webhookServer } from './servers.ts';

/** `cmd/main.go`: flags, servers, manager, and every reconciler and webhook of the project. */
export function mainFile(go: GoProject): string {
  const names = mainImports(go);
  const { profile } = go;
  const watchers = profile.certificateFlags === 'watchers';
  return `${go.header}package main

${names.imports.block(`${go.marker}scaffold:imports`)}
var (
\tscheme   = runtime.NewScheme()
\tsetupLog = ctrl.Log.WithName("setup")
)

func init() {
\tutilruntime.Must(clientgoscheme.AddToScheme(scheme))

${schemeRegistrations(go, names)}\t${go.marker}scaffold:scheme
}

// nolint:gocyclo // Every controller and webhook adds a branch.
func main() {
${flagDeclarations(profile)}
\tctrl.SetLogger(zap.New(zap.UseFlagOptions(&opts)))

${tlsOptions(profile)}${webhookServer(profile)}${metricsServer(profile)}${managerSetup(go)}
${registrations(go, withControllers(go), withWebhooks(go), names)}\t${go.marker}scaffold:builder
${watchers ? WATCHERS : ''}
${healthChecks(go)}
\tsetupLog.Info("Starting manager")
\tif err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
\t\tsetupLog.Error(err, "Failed to run manager")
\t\tos.Exit(1)
\t}
}
${go.project.namespaced ? WATCHED_NAMESPACES : ''}`;
}

function healthChecks(go: GoProject): string {
  const waits = go.profile.readyWithWebhooks && withWebhooks(go).length > 0;
  return `\tif err := mgr.AddHealthzCheck("healthz", healthz.Ping); err != nil {
\t\tsetupLog.Error(err, "Failed to set up health check")
\t\tos.Exit(1)
\t}
\tif err := mgr.AddReadyzCheck("readyz", healthz.Ping); err != nil {
\t\tsetupLog.Error(err, "Failed to set up ready check")
\t\tos.Exit(1)
\t}
${waits ? WEBHOOK_READINESS : ''}`;
}

const WEBHOOK_READINESS = `\tif os.Getenv("ENABLE_WEBHOOKS") != "false" {
\t\t// A Pod that is ready before its webhooks answer makes the API server refuse writes.
\t\tif err := mgr.AddReadyzCheck("webhook", mgr.GetWebhookServer().StartedChecker()); err != nil {
\t\t\tsetupLog.Error(err, "Failed to set up ready check of the webhook server")
\t\t\tos.Exit(1)
\t\t}
\t}
`;

const WATCHERS = `
\tfor _, watcher := range []*certwatcher.CertWatcher{metricsCertWatcher, webhookCertWatcher} {
\t\tif watcher == nil {
\t\t\tcontinue
\t\t}
\t\tif err := mgr.Add(watcher); err != nil {
\t\t\tsetupLog.Error(err, "Failed to add certificate watcher to manager")
\t\t\tos.Exit(1)
\t\t}
\t}
`;

const WATCHED_NAMESPACES = `
// getWatchNamespace reads the namespaces that the manager may watch, separated by commas, from WATCH_NAMESPACE.
func getWatchNamespace() (string, error) {
\tvalue := os.Getenv("WATCH_NAMESPACE")
\tif strings.Trim(value, ", ") == "" {
\t\t// No name means every namespace to the cache, which the manager's Role does not allow.
\t\treturn "", errors.New("the environment variable WATCH_NAMESPACE names no namespace")
\t}
\treturn value, nil
}

// setupCacheNamespaces lets the manager's cache hold what is in the namespaces of the value alone.
func setupCacheNamespaces(value string) cache.Options {
\tnamespaces := map[string]cache.Config{}
\tfor _, name := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' }) {
\t\tnamespaces[name] = cache.Config{}
\t}
\treturn cache.Options{DefaultNamespaces: namespaces}
}
`;
