import type { Profile } from '../../../presets/facts/facts.ts';
import { align } from '../text/align.ts';

/** The TLS options that both servers share. */
export function tlsOptions(profile: Profile): string {
  if (!profile.http2Flag) return '';
  return `\tvar tlsOpts []func(*tls.Config)
\tif !enableHTTP2 {
\t\t// HTTP/2 servers can be exhausted by streams that are opened and reset (CVE-2023-39325, CVE-2023-44487).
\t\ttlsOpts = append(tlsOpts, func(config *tls.Config) {
\t\t\tsetupLog.Info("HTTP/2 is off")
\t\t\tconfig.NextProtos = []string{"http/1.1"}
\t\t})
\t}

`;
}

/** The webhook server, with a given certificate where the flags name one. */
export function webhookServer(profile: Profile): string {
  if (!profile.http2Flag) return '';
  const options = `webhook.Options{${profile.webhookPortFlag ? 'Port: webhookPort, ' : ''}TLSOpts: tlsOpts}`;
  switch (profile.certificateFlags) {
    case 'absent':
      return `\twebhookServer := webhook.NewServer(${options})\n\n`;
    case 'options':
      return `\twebhookServerOptions := ${options}
${givenCertificate('webhook')}\twebhookServer := webhook.NewServer(webhookServerOptions)\n\n`;
    case 'watchers':
      return `\tvar metricsCertWatcher, webhookCertWatcher *certwatcher.CertWatcher

\twebhookServerOptions := ${options}
${watchedCertificate('webhook')}\twebhookServer := webhook.NewServer(webhookServerOptions)\n\n`;
  }
}

/** The metrics server: address, HTTPS, who may read, and its certificate. */
export function metricsServer(profile: Profile): string {
  const secure = profile.metricsSecureFlag !== 'absent';
  const fields = [
    ['BindAddress:', 'metricsAddr,'],
    ...(secure ? [['SecureServing:', 'secureMetrics,']] : []),
    ...(profile.http2Flag ? [['TLSOpts:', 'tlsOpts,']] : []),
    ...(profile.metricsFilter === 'always' ? [['FilterProvider:', 'filters.WithAuthenticationAndAuthorization,']] : []),
  ];
  const always = profile.metricsFilter === 'always' ? `${FILTER_COMMENT('\t')}` : '';
  const filter =
    profile.metricsFilter === 'if-secure'
      ? `\tif secureMetrics {\n${FILTER_COMMENT('\t\t')}\t\tmetricsServerOptions.FilterProvider = filters.WithAuthenticationAndAuthorization\n\t}\n`
      : '';
  const certificate =
    profile.certificateFlags === 'options'
      ? givenCertificate('metrics')
      : profile.certificateFlags === 'watchers'
        ? watchedCertificate('metrics')
        : '';
  return `${always}\tmetricsServerOptions := metricsserver.Options{
${align(fields, '\t\t')}\t}
${filter}${certificate}`;
}

const FILTER_COMMENT = (indent: string) =>
  `${indent}// Only callers whose token is valid (TokenReview) and allows the path (SubjectAccessReview) get metrics.
${indent}// config/rbac lets the manager ask for both reviews.
`;

function givenCertificate(server: 'webhook' | 'metrics'): string {
  return `\tif ${server}CertPath != "" {
\t\t${server}ServerOptions.CertDir = ${server}CertPath
\t\t${server}ServerOptions.CertName = ${server}CertName
\t\t${server}ServerOptions.KeyName = ${server}CertKey
\t}
`;
}

function watchedCertificate(server: 'webhook' | 'metrics'): string {
  return `\tif ${server}CertPath != "" {
\t\tvar err error
\t\t${server}CertWatcher, err = certwatcher.New(
\t\t\tfilepath.Join(${server}CertPath, ${server}CertName), filepath.Join(${server}CertPath, ${server}CertKey))
\t\tif err != nil {
\t\t\tsetupLog.Error(err, "Failed to read the certificate of the ${server} server")
\t\t\tos.Exit(1)
\t\t}
\t\t// The full slice expression keeps the two servers from sharing what is appended.
\t\t${server}ServerOptions.TLSOpts = append(tlsOpts[:len(tlsOpts):len(tlsOpts)], func(config *tls.Config) {
\t\t\tconfig.GetCertificate = ${server}CertWatcher.GetCertificate
\t\t})
\t}
`;
}
