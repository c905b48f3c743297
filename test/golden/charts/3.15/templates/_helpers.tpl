{{/*
The chart's name, or nameOverride.
*/}}
{{- define "guestbook.name" -}}
{{- include "guestbook.labelValue" (default .Chart.Name .Values.nameOverride) }}
{{- end }}

{{/*
What the names of all objects start with: fullnameOverride, or the release's name, with the chart's name behind it
unless that is in there already.
*/}}
{{- define "guestbook.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- $full := printf "%s-%s" .Release.Name $name }}
{{- if .Values.fullnameOverride }}
{{- $full = .Values.fullnameOverride }}
{{- else if contains $name .Release.Name }}
{{- $full = .Release.Name }}
{{- end }}
{{- if and (not .Values.fullnameOverride) (ne $full "guestbook") (regexMatch "^[0-9]|[.]" $full) }}
{{- /* Helm takes such names for releases, Kubernetes does not for Services. The hash keeps 1-a and r1-a apart. */}}
{{- $full = printf "%s-%s" (regexReplaceAll "^([0-9])" $full "r${1}" | replace "." "-") (sha256sum $full | trunc 8) }}
{{- end }}
{{- include "guestbook.cut" (list $full 63) }}
{{- end }}

{{/*
A name of at most so many characters. What does not fit is cut, and a hash of the whole name keeps it apart from others.
*/}}
{{- define "guestbook.cut" -}}
{{- $name := index . 0 }}
{{- $limit := index . 1 | int }}
{{- if gt (len $name) $limit }}
{{- $name = printf "%s-%s" (regexReplaceAll "[^a-zA-Z0-9]+$" (trunc (sub $limit 9 | int) $name) "") (sha256sum $name | trunc 8) }}
{{- end }}
{{- $name }}
{{- end }}

{{/*
The name of an object: list $ SUFFIX [LIMIT].
*/}}
{{- define "guestbook.resourceName" -}}
{{- $limit := 63 }}
{{- if gt (len .) 2 }}
{{- $limit = index . 2 }}
{{- end }}
{{- $full := include "guestbook.fullname" (index . 0) }}
{{- include "guestbook.cut" (list (index . 1 | eq "" | ternary $full (printf "%s-%s" $full (index . 1))) $limit) }}
{{- end }}

{{/*
The name of an object that is outside the release's namespace: list $ SUFFIX [LIMIT].
A release of the same name in another namespace has one of its own, so the namespace is part of it, but for the one that
the manifests were made for.
*/}}
{{- define "guestbook.sharedName" -}}
{{- $suffix := index . 1 }}
{{- $namespace := (index . 0).Release.Namespace }}
{{- if ne $namespace "guestbook-system" }}
{{- $suffix = $suffix | eq "" | ternary $namespace (printf "%s-%s" $namespace $suffix) }}
{{- end }}
{{- include "guestbook.resourceName" (concat (list (index . 0) $suffix) (slice . 2)) }}
{{- end }}

{{/*
The name of an object that the manifests name without the common prefix: list $ NAME SUFFIX [LIMIT].
It keeps that name where the release is named like the manifests, and is told apart from other releases' elsewhere.
*/}}
{{- define "guestbook.scopedName" -}}
{{- $limit := 63 }}
{{- if gt (len .) 3 }}
{{- $limit = index . 3 }}
{{- end }}
{{- if eq (include "guestbook.fullname" (index . 0)) "guestbook" }}
{{- index . 1 }}
{{- else }}
{{- include "guestbook.resourceName" (list (index . 0) (index . 2) $limit) }}
{{- end }}
{{- end }}

{{/*
The same for an object that is outside the release's namespace.
*/}}
{{- define "guestbook.sharedScopedName" -}}
{{- $root := index . 0 }}
{{- if and (eq (include "guestbook.fullname" $root) "guestbook") (eq $root.Release.Namespace "guestbook-system") }}
{{- index . 1 }}
{{- else }}
{{- include "guestbook.sharedName" (concat (list $root (index . 2)) (slice . 3)) }}
{{- end }}
{{- end }}

{{/*
The namespace of all objects that are not meant for a certain one.
*/}}
{{- define "guestbook.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride }}
{{- end }}

{{/*
The value of the label app.kubernetes.io/instance for a workload that the manifests tell apart by it: list $ VALUE.
*/}}
{{- define "guestbook.instance" -}}
{{- include "guestbook.cut" (list (printf "%s-%s" (index . 0).Release.Name (index . 1)) 63) }}
{{- end }}

{{/*
A text as the value of a label: at most 63 letters, digits, hyphens, underscores and points, the first and the last of
them a letter or digit. It may be empty.
*/}}
{{- define "guestbook.labelValue" -}}
{{- $text := regexReplaceAll "^[^a-zA-Z0-9]+" (regexReplaceAll "[^-_.a-zA-Z0-9]" (toString .) "_") "" }}
{{- regexReplaceAll "[^a-zA-Z0-9]+$" (trunc 63 $text) "" }}
{{- end }}

{{/*
The label app.kubernetes.io/name of pods that the manifests call so: list $ VALUE. With an alias or a nameOverride that is
part of it, so that the selectors of two charts in one release stay apart.
*/}}
{{- define "guestbook.nameLabel" -}}
{{- $name := include "guestbook.name" (index . 0) }}
{{- if eq $name "guestbook" }}
{{- index . 1 }}
{{- else }}
{{- include "guestbook.cut" (list (printf "%s-%s" $name (index . 1)) 63) }}
{{- end }}
{{- end }}

{{/*
Labels of every object: $, or list $ KEY... to leave out those that the object has itself.
*/}}
{{- define "guestbook.labels" -}}
{{- $context := . }}
{{- $own := list }}
{{- if kindIs "slice" . }}
{{- $context = index . 0 }}
{{- $own = rest . }}
{{- end }}
{{- $labels := dict
  "helm.sh/chart" (include "guestbook.labelValue" (printf "%s-%s" $context.Chart.Name $context.Chart.Version))
  "app.kubernetes.io/name" (include "guestbook.name" $context)
  "app.kubernetes.io/instance" $context.Release.Name
  "app.kubernetes.io/managed-by" $context.Release.Service
}}
{{- with $context.Chart.AppVersion }}
{{- $_ := set $labels "app.kubernetes.io/version" (include "guestbook.labelValue" .) }}
{{- end }}
{{- $labels = merge $labels ($context.Values.commonLabels | default dict) }}
{{- range $own }}
{{- $labels = omit $labels . }}
{{- end }}
{{- toYaml $labels }}
{{- end }}

{{/*
An image: list $ VALUES [DEFAULT TAG]. A digest goes before a tag.
*/}}
{{- define "guestbook.image" -}}
{{- $image := index . 1 }}
{{- $reference := $image.repository }}
{{- with include "guestbook.registry" (list (index . 0) ($image.registry | default "")) }}
{{- $reference = printf "%s/%s" (trimSuffix "/" .) $reference }}
{{- end }}
{{- $tag := $image.tag | default "" | toString }}
{{- if and (eq $tag "") (not $image.digest) (gt (len .) 2) }}
{{- $tag = index . 2 }}
{{- end }}
{{- if $tag }}
{{- $reference = printf "%s:%s" $reference $tag }}
{{- end }}
{{- with $image.digest }}
{{- $reference = printf "%s@%s" $reference . }}
{{- end }}
{{- $reference }}
{{- end }}

{{/*
The registry of an image: list $ OWN. That of global goes in its place, or before it with the mode prefix.
*/}}
{{- define "guestbook.registry" -}}
{{- $own := index . 1 }}
{{- $global := (index . 0).Values.global | default dict }}
{{- $shared := $global.imageRegistry }}
{{- if not (and $shared (kindIs "string" $shared)) }}
{{- $own }}
{{- else if and $own (eq (toString $global.imageRegistryMode) "prefix") }}
{{- printf "%s/%s" (trimSuffix "/" $shared) $own }}
{{- else }}
{{- $shared }}
{{- end }}
{{- end }}

{{/*
An image that is one text: list $ IMAGE. What stands before the first slash is its registry, if it looks like a host.
*/}}
{{- define "guestbook.imageText" -}}
{{- $image := index . 1 | default "" | toString }}
{{- $own := regexFind "^([^/]*[.:][^/]*|localhost)/" $image }}
{{- with include "guestbook.registry" (list (index . 0) (trimSuffix "/" $own)) }}
{{- printf "%s/%s" (trimSuffix "/" .) (trimPrefix $own $image) }}
{{- else }}
{{- $image }}
{{- end }}
{{- end }}

{{/*
Secrets with credentials of image registries: list $ LIST. Those of global go first; a text is the name of one.
*/}}
{{- define "guestbook.imagePullSecrets" -}}
{{- $shared := ((index . 0).Values.global | default dict).imagePullSecrets }}
{{- $secrets := list }}
{{- range concat (kindIs "slice" $shared | ternary $shared (list)) (index . 1 | default list) }}
{{- $secrets = append $secrets (kindIs "string" . | ternary (dict "name" .) .) }}
{{- end }}
{{- with $secrets | uniq }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/*
A value as text: list $ VALUE. Templates in a string are evaluated; numbers are written in full.
*/}}
{{- define "guestbook.text" -}}
{{- $value := index . 1 }}
{{- if kindIs "string" $value }}
{{- tpl $value (index . 0) }}
{{- else }}
{{- toJson $value }}
{{- end }}
{{- end }}

{{/*
Whether a list has an entry of a name: list LIST NAME; true or nothing.
*/}}
{{- define "guestbook.hasName" -}}
{{- $name := index . 1 }}
{{- range index . 0 }}
{{- if eq (toString .name) $name }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether a map of the values has null at a key: list MAP KEY; true or nothing.
*/}}
{{- define "guestbook.isNull" -}}
{{- $map := index . 0 }}
{{- if and (hasKey $map (index . 1)) (kindIs "invalid" (get $map (index . 1))) }}true{{ end }}
{{- end }}

{{/*
Whether users and groups get their ids from OpenShift, which has a range of them for each namespace and refuses pods that
ask for others; true or nothing.
*/}}
{{- define "guestbook.givesIds" -}}
{{- $platform := .Values.platform | default "" }}
{{- if or (eq $platform "openshift") (and (not $platform) (.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}true{{ end }}
{{- end }}

{{/*
A security context: list $ MAP.
*/}}
{{- define "guestbook.securityContext" -}}
{{- if include "guestbook.givesIds" (index . 0) }}
{{- toYaml (omit (index . 1) "runAsUser" "runAsGroup" "fsGroup") }}
{{- else }}
{{- toYaml (index . 1) }}
{{- end }}
{{- end }}

{{/*
Environment variables of the values: list $ ENV EXTRA NAME... Those of the names stand elsewhere; what is in EXTRA goes
before the same in ENV.
*/}}
{{- define "guestbook.env" -}}
{{- $root := index . 0 }}
{{- $extra := index . 2 | default list }}
{{- $others := slice . 3 }}
{{- range $name, $value := index . 1 }}
{{- if not (or (kindIs "invalid" $value) (has $name $others) (include "guestbook.hasName" (list $extra $name))) }}
- name: {{ $name | quote }}
  value: {{ include "guestbook.text" (list $root $value) | quote }}
{{- end }}
{{- end }}
{{- with $extra }}
{{ tpl (toYaml .) $root }}
{{- end }}
{{- end }}

{{/*
The name of the ServiceAccount of controller-manager.
*/}}
{{- define "guestbook.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "guestbook.resourceName" (list $ "controller-manager")) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
Who provides the certificate of the webhook server: certManager, helm, existingSecret, serviceCA, operator; none without
webhooks.
*/}}
{{- define "guestbook.webhook.certificateSource" -}}
{{- if not .Values.webhook.enabled }}
{{- "none" }}
{{- else if .Values.webhook.certificate.source }}
{{- .Values.webhook.certificate.source }}
{{- else }}
{{- ternary "certManager" "helm" (not (empty .Values.certManager.enabled)) }}
{{- end }}
{{- end }}

{{/*
The Secret with the certificate of the webhook server.
*/}}
{{- define "guestbook.webhook.secretName" -}}
{{- if eq (include "guestbook.webhook.certificateSource" $) "existingSecret" }}
{{- .Values.webhook.certificate.secretName }}
{{- else }}
{{- include "guestbook.scopedName" (list $ "webhook-server-cert" "webhook-server-cert") }}
{{- end }}
{{- end }}

{{/*
One key of the certificate that Helm makes, in base64: list $ KEY. Made once for all templates of a rendering, and taken
from the cluster where a former release has made it.
*/}}
{{- define "guestbook.webhook.generated" -}}
{{- $key := index . 1 }}
{{- with index . 0 }}
{{- if not (hasKey .Values "generatedWebhookCertificate") }}
{{- $namespace := include "guestbook.namespace" . }}
{{- $secret := lookup "v1" "Secret" $namespace (include "guestbook.webhook.secretName" .) | default dict }}
{{- $data := $secret.data | default dict }}
{{- if not (and (index $data "ca.crt") (index $data "tls.crt") (index $data "tls.key")) }}
{{- $names := list }}
{{- $service := include "guestbook.resourceName" (list . "webhook-service") }}
{{- $names = concat $names (list (printf "%s.%s.svc" $service $namespace) (printf "%s.%s.svc.cluster.local" $service $namespace)) }}
{{- $days := .Values.webhook.certificate.validityDays | default 3650 | int }}
{{- $authority := genCA (printf "%s-webhook-ca" .Release.Name | trunc 63) $days }}
{{- $certificate := genSignedCert (first $names | default .Release.Name | trunc 63) nil $names $days $authority }}
{{- $data = dict "ca.crt" (b64enc $authority.Cert) "tls.crt" (b64enc $certificate.Cert) "tls.key" (b64enc $certificate.Key) }}
{{- end }}
{{- $_ := set .Values "generatedWebhookCertificate" $data }}
{{- end }}
{{- index .Values.generatedWebhookCertificate $key }}
{{- end }}
{{- end }}

{{/*
The authority that the API server trusts the webhook server by, in base64.
*/}}
{{- define "guestbook.webhook.caBundle" -}}
{{- if eq (include "guestbook.webhook.certificateSource" $) "helm" }}
{{- include "guestbook.webhook.generated" (list $ "ca.crt") }}
{{- else if contains "-----BEGIN" .Values.webhook.certificate.caBundle }}
{{- b64enc .Values.webhook.certificate.caBundle }}
{{- else }}
{{- .Values.webhook.certificate.caBundle }}
{{- end }}
{{- end }}

{{/*
The custom resources that helm test has the API server check: those of the values, or the samples of the manifests.
*/}}
{{- define "guestbook.testResources" -}}
{{- if kindIs "invalid" .Values.tests.customResources }}
{{- /* one line of JSON */ -}}
[{"apiVersion":"webapp.example.com/v1","kind":"Guestbook","metadata":{"labels":{"app.kubernetes.io/managed-by":"kustomize","app.kubernetes.io/name":"guestbook"},"name":"guestbook-sample"},"spec":{}},{"apiVersion":"webapp.example.com/v1","kind":"Policy","metadata":{"labels":{"app.kubernetes.io/managed-by":"kustomize","app.kubernetes.io/name":"guestbook"},"name":"policy-sample"},"spec":{}},{"apiVersion":"webapp.example.com/v2","kind":"Guestbook","metadata":{"labels":{"app.kubernetes.io/managed-by":"kustomize","app.kubernetes.io/name":"guestbook"},"name":"guestbook-sample"},"spec":{}}]
{{- else }}
{{- toJson .Values.tests.customResources }}
{{- end }}
{{- end }}

{{/*
The environment variables of controller-manager.
*/}}
{{- define "guestbook.env.controller-manager" -}}
{{- if not (or .Values.webhook.enabled (hasKey .Values.env "ENABLE_WEBHOOKS")) }}
- name: ENABLE_WEBHOOKS
  value: "false"
{{- end }}
{{- with include "guestbook.env" (list $ .Values.env .Values.extraEnv) | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- end }}
