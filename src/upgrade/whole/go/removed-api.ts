/** The module of controller-runtime. */
export const RUNTIME = 'sigs.k8s.io/controller-runtime';

/** Something that a version of controller-runtime no longer has, or has otherwise. */
export interface RemovedApi {
  /** The minor version 0.N that is the first without it. */
  readonly since: number;
  /** What stands in its place. */
  readonly instead: string;
}

const DELEGATING = 'client.New with client.Options.Cache';
const NAMESPACES = 'cache.Options.DefaultNamespaces';
const BY_OBJECT = 'cache.Options.ByObject';
const METRICS = 'metricsserver.Options in Metrics';
const SERVER = 'webhook.NewServer(webhook.Options{...}) in WebhookServer';
const GENERIC = 'admission.Defaulter[T] or admission.Validator[T] beside the type';
const FLAGS = 'flags of your own';

/**
 * What programs of older releases name of controller-runtime: packages, `package.Name`, `package.Type.Field`, and calls with so many
 * arguments as `package.Name(1)`.
 *
 * Found by comparing what the packages of 0.8.3, 0.12.3, and the last patch of each of 0.14 to 0.24 export; what has an
 * alias of the same use since, such as the fields of predicate.Funcs, is not among it.
 */
export const REMOVED_API: ReadonlyMap<string, RemovedApi> = new Map(
  (
    [
      [12, 'pkg/log.NullLogger', 'logr.Discard()'],
      [12, 'pkg/log.DelegatingLogger', 'logr.Logger'],
      [12, 'pkg/controller.Options.Log', 'LogConstructor'],
      [14, 'pkg/envtest/printer', 'nothing: Ginkgo reports by itself'],
      [15, 'pkg/runtime/inject', 'what the manager gives: GetClient, GetScheme, GetConfig'],
      [15, 'pkg/patterns/application', 'a package of your own'],
      [15, 'pkg/patterns/operator', 'a package of your own'],
      [15, 'pkg/source.NewKindWithCache', 'source.Kind(cache, object, handler)'],
      [
        15,
        'pkg/source.Kind.Type',
        'the function source.Kind(cache, object, handler); the Watches of a builder takes the object',
      ],
      [
        15,
        'pkg/handler.EnqueueRequestForOwner.OwnerType',
        'the function handler.EnqueueRequestForOwner(scheme, mapper, owner)',
      ],
      [
        15,
        'pkg/handler.EnqueueRequestForOwner.IsController',
        'the function handler.EnqueueRequestForOwner with handler.OnlyControllerOwner()',
      ],
      [15, 'pkg/cache.BuilderWithOptions', 'cache.New in NewCache'],
      [15, 'pkg/cache.ObjectSelector', BY_OBJECT],
      [15, 'pkg/cache.SelectorsByObject', BY_OBJECT],
      [15, 'pkg/cache.TransformByObject', BY_OBJECT],
      [15, 'pkg/cache.DisableDeepCopyByObject', BY_OBJECT],
      [15, 'pkg/cache.Options.SelectorsByObject', BY_OBJECT],
      [15, 'pkg/cache.Options.Namespace', NAMESPACES],
      [15, 'pkg/cache.Options.Resync', 'SyncPeriod'],
      [15, 'pkg/client.NewDelegatingClient', DELEGATING],
      [15, 'pkg/client.NewDelegatingClientInput', DELEGATING],
      [15, 'pkg/cluster.ClientBuilderWithOptions', DELEGATING],
      [15, 'pkg/cluster.DefaultNewClient', DELEGATING],
      [15, 'pkg/client/apiutil.WithLazyDiscovery', 'nothing: discovery is lazy'],
      [15, 'pkg/log.NewDelegatingLogSink', 'log.SetLogger'],
      [15, 'pkg/webhook/admission.DecoderInjector', 'admission.NewDecoder(scheme)'],
      [15, 'pkg/webhook/conversion.Webhook', 'conversion.NewWebhookHandler'],
      [15, 'pkg/webhook.Server.Port', SERVER],
      [15, 'pkg/webhook.Server.Host', SERVER],
      [15, 'pkg/webhook.Server.CertDir', SERVER],
      [15, 'pkg/webhook.Server.TLSOpts', SERVER],
      [16, 'pkg/cache.MultiNamespacedCacheBuilder', NAMESPACES],
      [16, 'pkg/cache.Options.Namespaces', NAMESPACES],
      [16, 'pkg/client/fake.NewFakeClientWithScheme', 'fake.NewClientBuilder().WithScheme(scheme)'],
      [16, 'pkg/controller/controllerutil.Object', 'client.Object'],
      [16, 'pkg/envtest.Environment.KubeAPIServerFlags', 'ControlPlane.GetAPIServer().Configure()'],
      [16, 'pkg/log/zap.Options.DestWritter', 'DestWriter'],
      [16, 'pkg/manager.Options.MetricsBindAddress', METRICS],
      [16, 'pkg/manager.Options.Port', SERVER],
      [16, 'pkg/manager.Options.Host', SERVER],
      [16, 'pkg/manager.Options.CertDir', SERVER],
      [16, 'pkg/manager.Options.TLSOpts', SERVER],
      [16, 'pkg/manager.Options.Namespace', `${NAMESPACES} in Cache`],
      [16, 'pkg/manager.Options.SyncPeriod', 'cache.Options.SyncPeriod in Cache'],
      [16, 'pkg/manager.Options.ClientDisableCacheFor', 'client.Options.Cache.DisableFor in Client'],
      [16, 'pkg/manager.Options.DryRunClient', 'client.Options.DryRun in Client'],
      [16, 'pkg/metrics.DefaultBindAddress', METRICS],
      [16, 'pkg/metrics.NewListener', METRICS],
      [18, 'pkg/config/v1alpha1', FLAGS],
      [18, 'pkg/config.File', FLAGS],
      [18, 'ConfigFile', FLAGS],
      [18, 'pkg/source.Channel.Source', 'the function source.Channel(channel, handler)'],
      [
        15,
        'pkg/client/apiutil.NewDiscoveryRESTMapper(1)',
        'a second argument, the client of rest.HTTPClientFor(config)',
      ],
      [15, 'pkg/webhook/admission.WithCustomValidator(2)', 'the scheme as the first argument'],
      [18, 'pkg/source.Kind(2)', 'a third argument, the handler, and Watch of a controller takes the source alone'],
      [21, 'pkg/controller.NewUnmanaged(3)', 'the same without the manager'],
      [21, 'pkg/log.NewKubeAPIWarningLogger(2)', 'the same without the logger'],
      [22, 'pkg/client/apiutil.RESTClientForGVK(5)', 'an argument more, the second: whether protobuf is switched off'],
      [23, 'NewWebhookManagedBy(1)', 'NewWebhookManagedBy(mgr, &T{}) without For, with validators and defaulters of T'],
      [
        23,
        'pkg/builder.WebhookManagedBy(1)',
        'WebhookManagedBy(mgr, &T{}) without For, with validators and defaulters of T',
      ],
      [19, 'pkg/ratelimiter', 'workqueue.TypedRateLimiter[reconcile.Request] of client-go'],
      [20, 'pkg/webhook.Defaulter', GENERIC],
      [20, 'pkg/webhook.Validator', GENERIC],
      [20, 'pkg/webhook/admission.DefaultingWebhookFor', GENERIC],
      [20, 'pkg/webhook/admission.ValidatingWebhookFor', GENERIC],
    ] as const
  ).map(([since, name, instead]) => [name, { since, instead }]),
);
