/** An edit of a scaffold's file, as its author would make it. The anchors stand in our text and in Kubebuilder's. */
export interface GoEdit {
  readonly name: string;
  readonly path: string;
  readonly edit: (text: string) => string;
  /** What is there afterwards, whatever the upgrade does. */
  readonly kept: string;
  /** What of the edit may be a conflict, because releases changed the same. */
  readonly conflict?: RegExp;
}

const MAIN = 'cmd/main.go';
const CONTROLLER = 'internal/controller/widget_controller.go';
const TYPES = 'api/v1/widget_types.go';
const VERSION = 'api/v1/groupversion_info.go';
const WEBHOOK = 'internal/webhook/v1/widget_webhook.go';
const CONTROLLER_TEST = 'internal/controller/widget_controller_test.go';
const SUITE = 'internal/controller/suite_test.go';
const E2E = 'test/e2e/e2e_test.go';
const UTILS = 'test/utils/utils.go';

/** Puts lines before the first that has a text. */
function before(anchor: string, lines: string) {
  return (text: string) => {
    const at = text.lastIndexOf('\n', text.indexOf(anchor)) + 1;
    return text.includes(anchor) ? `${text.slice(0, at)}${lines}\n${text.slice(at)}` : text;
  };
}

/** Puts lines behind the first that has a text. */
function after(anchor: string, lines: string) {
  return (text: string) => {
    const at = text.indexOf('\n', text.indexOf(anchor)) + 1;
    return text.includes(anchor) ? `${text.slice(0, at)}${lines}\n${text.slice(at)}` : text;
  };
}

function instead(pattern: RegExp, now: string) {
  return (text: string) => text.replace(pattern, () => now);
}

function all(...edits: readonly ((text: string) => string)[]) {
  return (text: string) => edits.reduce((now, edit) => (edit(now) === now ? text : edit(now)), text);
}

const end = (lines: string) => (text: string) => `${text}\n${lines}\n`;
const spliced = (path: string, name: string, edit: GoEdit['edit'], kept: string, conflict?: RegExp): GoEdit => ({
  name,
  path,
  edit,
  kept,
  ...(conflict === undefined ? {} : { conflict }),
});

export const GO_EDITS: readonly GoEdit[] = [
  spliced(
    MAIN,
    'a flag',
    before('opts := zap.Options', '\tvar dryRun bool\n\tflag.BoolVar(&dryRun, "dry-run", false, "Change nothing.")'),
    '"dry-run", false',
  ),
  spliced(
    MAIN,
    'a line that uses a flag',
    before('ctrl.SetLogger', '\tflag.VisitAll(func(f *flag.Flag) { _ = f.Name })'),
    'flag.VisitAll(',
  ),
  spliced(
    MAIN,
    'a scheme',
    all(
      before('+kubebuilder:scaffold:scheme', '\tutilruntime.Must(batchv1.AddToScheme(scheme))'),
      before('"k8s.io/apimachinery/pkg/runtime"', '\tbatchv1 "k8s.io/api/batch/v1"'),
    ),
    'batchv1.AddToScheme(scheme)',
  ),
  spliced(
    MAIN,
    'another check',
    before(
      'if err := mgr.AddReadyzCheck',
      '\tif err := mgr.AddHealthzCheck("queue", healthz.Ping); err != nil {\n\t\tos.Exit(1)\n\t}',
    ),
    'AddHealthzCheck("queue"',
  ),
  spliced(
    MAIN,
    'a runnable',
    before(
      '+kubebuilder:scaffold:builder',
      '\tif err := mgr.Add(manager.RunnableFunc(func(context.Context) error { return nil })); err != nil {\n\t\tos.Exit(1)\n\t}',
    ),
    'manager.RunnableFunc',
  ),
  spliced(
    MAIN,
    'a variable by another name',
    (text) => text.replaceAll(/\bmetricsAddr\b/g, 'metricsAddress'),
    '&metricsAddress, "metrics-bind-address"',
  ),
  spliced(
    MAIN,
    'another variable by another name',
    (text) => text.replaceAll(/\benableLeaderElection\b/g, 'elect'),
    'LeaderElection:         elect,',
  ),
  spliced(
    MAIN,
    'the manager by another name',
    (text) => text.replaceAll(/\bmgr\b/g, 'm'),
    'm, err := ctrl.NewManager(',
  ),
  spliced(
    MAIN,
    'the address of metrics',
    instead(/"metrics-bind-address", "[^"]*"/, '"metrics-bind-address", ":9090"'),
    '"metrics-bind-address", ":9090"',
    /default of --metrics-bind-address/,
  ),
  spliced(
    MAIN,
    'the address of probes',
    instead(/"health-probe-bind-address", "[^"]*"/, '"health-probe-bind-address", ":9440"'),
    '"health-probe-bind-address", ":9440"',
  ),
  spliced(
    MAIN,
    'leader election by default',
    instead(/"leader-elect", false/, '"leader-elect", true'),
    '"leader-elect", true',
  ),
  spliced(
    MAIN,
    'the lease is given back',
    after('LeaderElectionID:', '\t\tLeaderElectionReleaseOnCancel: true,'),
    'LeaderElectionReleaseOnCancel: true,',
  ),
  spliced(
    MAIN,
    'a timeout',
    after('LeaderElectionID:', '\t\tGracefulShutdownTimeout: nil,'),
    'GracefulShutdownTimeout: nil,',
  ),
  spliced(
    MAIN,
    'the id of the election',
    instead(/LeaderElectionID: {7}"[^"]*"/, 'LeaderElectionID:       "weather-lock"'),
    '"weather-lock"',
  ),
  spliced(MAIN, 'logs for production', instead(/Development: true/, 'Development: false'), 'Development: false'),
  spliced(
    MAIN,
    'what was built is logged',
    after('ctrl.SetLogger', '\tsetupLog.Info("Built", "version", "1.2.3")'),
    '"version", "1.2.3"',
  ),
  spliced(
    MAIN,
    'a comment',
    before('ctrl.SetLogger', '\t// Logs go to standard error.'),
    '// Logs go to standard error.',
  ),
  spliced(
    MAIN,
    'another message',
    instead(/"problem running manager"|"Failed to run manager"/, '"The manager stopped"'),
    '"The manager stopped"',
  ),
  spliced(MAIN, 'TLS 1.3', before('mgr, err := ctrl.NewManager', '\t_ = uint16(0x0304) // TLS 1.3'), 'uint16(0x0304)'),
  spliced(
    MAIN,
    'a function',
    end('func namespace() string {\n\treturn os.Getenv("POD_NAMESPACE")\n}'),
    'os.Getenv("POD_NAMESPACE")',
  ),

  spliced(CONTROLLER, 'a statement', before('return ctrl.Result{}, nil', '\t_ = req.Namespace'), '_ = req.Namespace'),
  spliced(
    CONTROLLER,
    'another result',
    all(
      instead(/return ctrl\.Result\{\}, nil\n/, 'return ctrl.Result{RequeueAfter: time.Minute}, nil\n'),
      after('"context"', '\t"time"'),
    ),
    'RequeueAfter: time.Minute',
  ),
  spliced(
    CONTROLLER,
    'what it owns',
    all(
      after('For(&shopv1.Widget{}).', '\t\tOwns(&appsv1.Deployment{}).'),
      before('"k8s.io/apimachinery/pkg/runtime"', '\tappsv1 "k8s.io/api/apps/v1"'),
    ),
    'Owns(&appsv1.Deployment{}).',
  ),
  spliced(
    CONTROLLER,
    'a right',
    after('resources=widgets/finalizers', '// +kubebuilder:rbac:groups=apps,resources=deployments,verbs=get;list'),
    'groups=apps,resources=deployments,verbs=get;list',
  ),
  spliced(
    CONTROLLER,
    'fewer verbs',
    instead(/resources=widgets,verbs=\S+/, 'resources=widgets,verbs=get;list;watch'),
    'resources=widgets,verbs=get;list;watch\n',
  ),
  spliced(CONTROLLER, 'a field', after('Scheme *runtime.Scheme', '\tImage  string'), 'Image  string'),
  spliced(
    CONTROLLER,
    'its own name',
    (text) =>
      text.includes('Named(')
        ? text.replace(/Named\("[^"]*"\)/, 'Named("gadgets")')
        : text.replace('For(&shopv1.Widget{}).', 'For(&shopv1.Widget{}).\n\t\tNamed("gadgets").'),
    'Named("gadgets")',
  ),
  spliced(
    CONTROLLER,
    'a function',
    end('func nameOf(req ctrl.Request) string {\n\treturn req.Name\n}'),
    'return req.Name',
  ),
  spliced(
    CONTROLLER,
    'a comment',
    before('return ctrl.NewControllerManagedBy', '\t// One at a time.'),
    '// One at a time.',
  ),

  spliced(
    TYPES,
    'a field of the spec',
    after('type WidgetSpec struct {', '\t// Size is how many there are.\n\tSize int32 `json:"size,omitempty"`\n'),
    'Size int32 `json:"size,omitempty"`',
  ),
  spliced(
    TYPES,
    'a field of the status',
    after('type WidgetStatus struct {', '\tReady bool `json:"ready,omitempty"`'),
    'Ready bool `json:"ready,omitempty"`',
  ),
  spliced(
    TYPES,
    'a column',
    before(
      '+kubebuilder:subresource:status',
      '// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`',
    ),
    'printcolumn:name="Age"',
  ),
  spliced(
    TYPES,
    'a short name',
    before('+kubebuilder:subresource:status', '// +kubebuilder:resource:shortName=wd'),
    'shortName=wd',
  ),
  spliced(
    TYPES,
    'another field in the place of the example',
    instead(/\tFoo \*?string `json:"foo,omitempty"`/, '\tColor string `json:"color,omitempty"`'),
    'Color string `json:"color,omitempty"`',
  ),
  spliced(
    TYPES,
    'a type',
    end('// WidgetPhase is where a Widget is.\ntype WidgetPhase string'),
    'type WidgetPhase string',
  ),
  spliced(
    TYPES,
    'a validation',
    before('type WidgetSpec struct {', '// +kubebuilder:validation:XValidation:rule="self == oldSelf"'),
    'self == oldSelf',
  ),

  spliced(
    VERSION,
    'a constant',
    end('// Group is the group of these types.\nconst Group = "shop.example.com"'),
    'const Group = "shop.example.com"',
  ),
  spliced(VERSION, 'a comment', before('AddToScheme = SchemeBuilder', '\t// For tests, too.'), '// For tests, too.'),

  spliced(WEBHOOK, 'a policy', instead(/failurePolicy=fail/, 'failurePolicy=ignore'), 'failurePolicy=ignore'),
  spliced(
    WEBHOOK,
    'a statement',
    before('return nil\n', '\twidgetlog.V(1).Info("Defaulted")\n'),
    'widgetlog.V(1).Info("Defaulted")',
  ),
  spliced(WEBHOOK, 'a function', end('func allowed(name string) bool {\n\treturn name != ""\n}'), 'return name != ""'),
  spliced(
    WEBHOOK,
    'another logger',
    instead(/WithName\("widget-resource"\)/, 'WithName("widgets")'),
    'WithName("widgets")',
  ),

  spliced(
    CONTROLLER_TEST,
    'a test',
    end('var _ = Describe("Nothing", func() {\n\tIt("is there", func() {\n\t\tExpect(1).To(Equal(1))\n\t})\n})'),
    'Describe("Nothing"',
  ),
  spliced(
    SUITE,
    'a statement',
    before('+kubebuilder:scaffold:scheme', '\tExpect(scheme.Scheme).NotTo(BeNil())'),
    'Expect(scheme.Scheme).NotTo(BeNil())',
  ),
  spliced(E2E, 'a constant', before('var _ = Describe(', 'const waited = "5m"\n'), 'const waited = "5m"'),
  spliced(
    UTILS,
    'a function',
    end('// Twice says a word again.\nfunc Twice(word string) string {\n\treturn word + word\n}'),
    'return word + word',
  ),
];
