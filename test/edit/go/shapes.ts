/** Programs of our own invention, one for each way in which operators set up their metrics. */
export const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'options literal, flags of the function': {
    'main.go': `// Package main runs the weather operator.
package main

import (
	"flag"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	// +kubebuilder:scaffold:imports
)

func main() {
	var metricsAddr string
	var leader bool
	flag.StringVar(&metricsAddr, "metrics-bind-address", ":8080", "Where metrics are served.")
	flag.BoolVar(&leader, "leader-elect", false,
		"Whether only one of several is active.")
	opts := zap.Options{
		Development: true,
	}
	opts.BindFlags(flag.CommandLine)
	flag.Parse()

	ctrl.SetLogger(zap.New(zap.UseFlagOptions(&opts)))

	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		Metrics:          metricsserver.Options{BindAddress: metricsAddr},
		LeaderElection:   leader,
		LeaderElectionID: "weather.example.com", // stays as it is
		// LeaderElectionReleaseOnCancel would be quicker.
	})
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
  },
  'literal over several lines, with TLS options': {
    'cmd/main.go': `package main

import (
	"crypto/tls"
	"flag"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

func main() {
	var (
		address string
		probe   string
		secure  bool
	)
	flag.StringVar(&address, "metrics-bind-address", ":8080", "metrics")
	flag.StringVar(&probe, "health-probe-bind-address", ":8081", "probes")
	flag.BoolVar(&secure, "metrics-secure", false, "HTTPS")
	flag.Parse()

	noHTTP2 := func(c *tls.Config) { c.NextProtos = []string{"http/1.1"} }

	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		Metrics: server.Options{
			BindAddress:   address,
			SecureServing: secure, // set by the flag
			TLSOpts:       []func(*tls.Config){noHTTP2},
		},
		HealthProbeBindAddress: probe,
	})
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
  },
  'options struct of its own package': {
    'cmd/operator/main.go': `package main

import (
	"os"

	"github.com/spf13/pflag"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	metrics "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"example.com/weather/internal/options"
)

func main() {
	opts := options.New()
	opts.AddFlags(pflag.CommandLine)
	pflag.Parse()

	mgr, err := manager.New(ctrl.GetConfigOrDie(), manager.Options{
		HealthProbeBindAddress: opts.ProbeAddr,
		Metrics: metrics.Options{
			BindAddress: opts.MetricsAddr,
		},
	})
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
    'internal/options/options.go': `// Package options has what users can set.
package options

import "github.com/spf13/pflag"

// Options of the operator.
type Options struct {
	// MetricsAddr is where metrics are served.
	MetricsAddr string
	ProbeAddr   string \`json:"probe"\`
	Replicas    int    // of the operator
}

// New has the defaults.
func New() *Options {
	return &Options{Replicas: 1}
}

// AddFlags defines the flags.
func (o *Options) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.MetricsAddr, "metrics-addr", ":8080", "metrics")
	fs.StringVarP(&o.ProbeAddr, "probe-addr", "p", ":8081", "probes")
	fs.IntVar(&o.Replicas, "replicas", 1, "replicas")
}
`,
  },
  'cobra command': {
    'main.go': `package main

import "example.com/weather/cmd"

func main() { cmd.Execute() }
`,
    'cmd/controller.go': `package cmd

import (
	"os"

	"github.com/spf13/cobra"
	ctrl "sigs.k8s.io/controller-runtime"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

var metricsAddr string

var controllerCmd = &cobra.Command{
	Use:  "controller",
	RunE: runController,
}

func init() {
	controllerCmd.Flags().StringVar(&metricsAddr, "metrics-bind-address", ":8080", "metrics")
	controllerCmd.Flags().Bool("leader-elect", false, "leader")
}

// Execute runs the command.
func Execute() {
	root := &cobra.Command{Use: "weather"}
	root.AddCommand(controllerCmd)
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}

func runController(cmd *cobra.Command, _ []string) error {
	leader, err := cmd.Flags().GetBool("leader-elect")
	if err != nil {
		return err
	}
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		Metrics:        metricsserver.Options{BindAddress: metricsAddr},
		LeaderElection: leader,
	})
	if err != nil {
		return err
	}
	return mgr.Start(ctrl.SetupSignalHandler())
}
`,
  },
  'assignment to the options': {
    'main.go': `package main

import (
	"flag"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	metricsAddr := flag.String("metrics-bind-address", "", "metrics")
	flag.Parse()

	options := ctrl.Options{LeaderElection: true, LeaderElectionID: "weather"}
	if *metricsAddr != "" {
		options.Metrics.BindAddress = *metricsAddr
	}

	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), options)
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
  },
  'field of a struct, extra handlers': {
    'main.go': `package main

import (
	"net/http"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

type setup struct {
	options ctrl.Options
}

func (s *setup) metrics(address string) {
	s.options.Metrics = metricsserver.Options{
		BindAddress:   address,
		ExtraHandlers: map[string]http.Handler{"/weather": http.NotFoundHandler()},
	}
}

func main() {
	s := &setup{}
	s.metrics(os.Getenv("METRICS_ADDR"))
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), s.options)
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
  },
  'flag that is parsed and never used': {
    'main.go': `package main

import (
	"flag"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	var metricsAddr string
	flag.StringVar(&metricsAddr, "metrics-bind-address", ":8080", "metrics")
	flag.Parse()

	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		LeaderElection:   true,
		LeaderElectionID: "weather",
	})
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
  },
  'configuration file of the manager': {
    'main.go': `package main

import (
	"flag"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	var configFile string
	flag.StringVar(&configFile, "config", "", "the configuration")
	flag.Parse()

	var err error
	options := ctrl.Options{LeaderElectionID: "weather"}
	if configFile != "" {
		options, err = options.AndFrom(ctrl.ConfigFile().AtPath(configFile))
		if err != nil {
			os.Exit(1)
		}
	}

	// The manager runs everything.
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), options)
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
  },
  'filter only where it is secure, and that is off': {
    'cmd/main.go': `package main

import (
	"crypto/tls"
	"flag"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/metrics/filters"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

func main() {
	var metricsAddr string
	var secureMetrics bool
	var tlsOpts []func(*tls.Config)
	flag.StringVar(&metricsAddr, "metrics-bind-address", "0", "metrics")
	flag.BoolVar(&secureMetrics, "metrics-secure", false,
		"HTTPS")
	flag.Parse()

	metricsServerOptions := metricsserver.Options{
		BindAddress:   metricsAddr,
		SecureServing: secureMetrics,
		TLSOpts:       tlsOpts,
	}
	if secureMetrics {
		// Only for those who may.
		metricsServerOptions.FilterProvider = filters.WithAuthenticationAndAuthorization
	}

	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		Metrics: metricsServerOptions,
	})
	if err != nil {
		os.Exit(1)
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		os.Exit(1)
	}
}
`,
  },
  'names that are taken, address passed on': {
    'cmd/weather/main.go': `package main

import "os"
import ctrl "sigs.k8s.io/controller-runtime"
import metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
import flag "github.com/spf13/pflag"

const addressFlag = "metrics-bind-address"

func main() {
	address := ":8080"
	filters := flag.StringSlice("filter", nil, "what to pass over")
	flag.StringVar(&address, addressFlag, address, "metrics")
	flag.Parse()
	os.Exit(run(address, *filters))
}

func run(address string, filters []string) int {
	opts := &ctrl.Options{Metrics: metricsserver.Options{BindAddress: address}}
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), *opts)
	if err != nil || len(filters) > 9 {
		return 1
	}
	if err := mgr.Start(ctrl.SetupSignalHandler()); err != nil {
		return 1
	}
	return 0
}
`,
    'cmd/other/main.go': `package main

func main() {}
`,
  },
};
