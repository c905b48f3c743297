{{/*
The chart's name, or nameOverride.
*/}}
{{- define "<% chart %>.name" -}}
{{- include "<% chart %>.labelValue" (default .Chart.Name .Values.nameOverride) }}
{{- end }}

{{/*
What the names of all objects start with: fullnameOverride, or the release's name, with the chart's name behind it
unless that is in there already.
*/}}
{{- define "<% chart %>.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- $full := printf "%s-%s" .Release.Name $name }}
{{- if .Values.fullnameOverride }}
{{- $full = .Values.fullnameOverride }}
{{- else if <%# prefixDiffers %>or (eq .Release.Name "<% prefix %>") (contains $name .Release.Name)<%/ prefixDiffers %><%^ prefixDiffers %>contains $name .Release.Name<%/ prefixDiffers %> }}
{{- $full = .Release.Name }}
{{- end }}
{{- if and (not .Values.fullnameOverride) (ne $full "<% prefix %>") (regexMatch "^[0-9]|[.]" $full) }}
{{- /* Helm takes such names for releases, Kubernetes does not for Services. The hash keeps 1-a and r1-a apart. */}}
{{- $full = printf "%s-%s" (regexReplaceAll "^([0-9])" $full "r${1}" | replace "." "-") (sha256sum $full | trunc 8) }}
{{- end }}
{{- include "<% chart %>.cut" (list $full 63) }}
{{- end }}

{{/*
A name of at most so many characters. What does not fit is cut, and a hash of the whole name keeps it apart from others.
*/}}
{{- define "<% chart %>.cut" -}}
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
{{- define "<% chart %>.resourceName" -}}
{{- $limit := 63 }}
{{- if gt (len .) 2 }}
{{- $limit = index . 2 }}
{{- end }}
{{- $full := include "<% chart %>.fullname" (index . 0) }}
{{- include "<% chart %>.cut" (list (index . 1 | eq "" | ternary $full (printf "%s-%s" $full (index . 1))) $limit) }}
{{- end }}

{{/*
The name of an object that is outside the release's namespace: list $ SUFFIX [LIMIT].
A release of the same name in another namespace has one of its own, so the namespace is part of it, but for the one that
the manifests were made for.
*/}}
{{- define "<% chart %>.sharedName" -}}
{{- $suffix := index . 1 }}
{{- $namespace := (index . 0).Release.Namespace }}
{{- if ne $namespace "<% namespace %>" }}
{{- $suffix = $suffix | eq "" | ternary $namespace (printf "%s-%s" $namespace $suffix) }}
{{- end }}
{{- include "<% chart %>.resourceName" (concat (list (index . 0) $suffix) (slice . 2)) }}
{{- end }}

{{/*
The name of an object that the manifests name without the common prefix: list $ NAME SUFFIX [LIMIT].
It keeps that name where the release is named like the manifests, and is told apart from other releases' elsewhere.
*/}}
{{- define "<% chart %>.scopedName" -}}
{{- $limit := 63 }}
{{- if gt (len .) 3 }}
{{- $limit = index . 3 }}
{{- end }}
{{- if eq (include "<% chart %>.fullname" (index . 0)) "<% prefix %>" }}
{{- index . 1 }}
{{- else }}
{{- include "<% chart %>.resourceName" (list (index . 0) (index . 2) $limit) }}
{{- end }}
{{- end }}

{{/*
The same for an object that is outside the release's namespace.
*/}}
{{- define "<% chart %>.sharedScopedName" -}}
{{- $root := index . 0 }}
{{- if and (eq (include "<% chart %>.fullname" $root) "<% prefix %>") (eq $root.Release.Namespace "<% namespace %>") }}
{{- index . 1 }}
{{- else }}
{{- include "<% chart %>.sharedName" (concat (list $root (index . 2)) (slice . 3)) }}
{{- end }}
{{- end }}

{{/*
The namespace of all objects that are not meant for a certain one.
*/}}
{{- define "<% chart %>.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride }}
{{- end }}

{{/*
The value of the label app.kubernetes.io/instance for a workload that the manifests tell apart by it: list $ VALUE.
*/}}
{{- define "<% chart %>.instance" -}}
{{- include "<% chart %>.cut" (list (printf "%s-%s" (index . 0).Release.Name (index . 1)) 63) }}
{{- end }}

{{/*
A text as the value of a label: at most 63 letters, digits, hyphens, underscores and points, the first and the last of
them a letter or digit. It may be empty.
*/}}
{{- define "<% chart %>.labelValue" -}}
{{- $text := regexReplaceAll "^[^a-zA-Z0-9]+" (regexReplaceAll "[^-_.a-zA-Z0-9]" (toString .) "_") "" }}
{{- regexReplaceAll "[^a-zA-Z0-9]+$" (trunc 63 $text) "" }}
{{- end }}

<%# isNew %>
{{/*
The label app.kubernetes.io/name of pods that the manifests call so: list $ VALUE. With an alias or a nameOverride that is
part of it, so that the selectors of two charts in one release stay apart.
*/}}
{{- define "<% chart %>.nameLabel" -}}
{{- $name := include "<% chart %>.name" (index . 0) }}
{{- if eq $name "<% chart %>" }}
{{- index . 1 }}
{{- else }}
{{- include "<% chart %>.cut" (list (printf "%s-%s" $name (index . 1)) 63) }}
{{- end }}
{{- end }}

<%/ isNew %>
{{/*
Labels of every object: $, or list $ KEY... to leave out those that the object has itself.
*/}}
{{- define "<% chart %>.labels" -}}
{{- $context := . }}
{{- $own := list }}
{{- if kindIs "slice" . }}
{{- $context = index . 0 }}
{{- $own = rest . }}
{{- end }}
{{- $labels := dict
  "helm.sh/chart" (include "<% chart %>.labelValue" (printf "%s-%s" $context.Chart.Name $context.Chart.Version))
  "app.kubernetes.io/name" (include "<% chart %>.name" $context)
  "app.kubernetes.io/instance" $context.Release.Name
  "app.kubernetes.io/managed-by" $context.Release.Service
}}
{{- with $context.Chart.AppVersion }}
{{- $_ := set $labels "app.kubernetes.io/version" (include "<% chart %>.labelValue" .) }}
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
{{- define "<% chart %>.image" -}}
{{- $image := index . 1 }}
{{- $reference := $image.repository }}
{{- with include "<% chart %>.registry" (list (index . 0) ($image.registry | default "")) }}
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

<%# isNew %>
{{/*
The registry of an image: list $ OWN. That of global goes in its place, or before it with the mode prefix.
*/}}
{{- define "<% chart %>.registry" -}}
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
{{- define "<% chart %>.imageText" -}}
{{- $image := index . 1 | default "" | toString }}
{{- $own := regexFind "^([^/]*[.:][^/]*|localhost)/" $image }}
{{- with include "<% chart %>.registry" (list (index . 0) (trimSuffix "/" $own)) }}
{{- printf "%s/%s" (trimSuffix "/" .) (trimPrefix $own $image) }}
{{- else }}
{{- $image }}
{{- end }}
{{- end }}

<%/ isNew %>
<%^ isNew %>
{{/*
The registry before the repository of an image: list $ OWN. Its own goes before the one of all charts.
*/}}
{{- define "<% chart %>.registry" -}}
{{- $shared := ((index . 0).Values.global | default dict).imageRegistry }}
{{- index . 1 | default (kindIs "string" $shared | ternary $shared "") }}
{{- end }}

<%/ isNew %>
{{/*
Secrets with credentials of image registries: list $ LIST. Those of global go first; a text is the name of one.
*/}}
{{- define "<% chart %>.imagePullSecrets" -}}
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
{{- define "<% chart %>.text" -}}
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
{{- define "<% chart %>.hasName" -}}
{{- $name := index . 1 }}
{{- range index . 0 }}
{{- if eq (toString .name) $name }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether a map of the values has null at a key: list MAP KEY; true or nothing.
*/}}
{{- define "<% chart %>.isNull" -}}
{{- $map := index . 0 }}
{{- if and (hasKey $map (index . 1)) (kindIs "invalid" (get $map (index . 1))) }}true{{ end }}
{{- end }}

{{/*
Whether users and groups get their ids from OpenShift, which has a range of them for each namespace and refuses pods that
ask for others; true or nothing.
*/}}
{{- define "<% chart %>.givesIds" -}}
{{- $platform := .Values.platform | default "" }}
{{- if or (eq $platform "openshift") (and (not $platform) (.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}true{{ end }}
{{- end }}

{{/*
A security context: list $ MAP.
*/}}
{{- define "<% chart %>.securityContext" -}}
{{- if include "<% chart %>.givesIds" (index . 0) }}
{{- toYaml (omit (index . 1) "runAsUser" "runAsGroup" "fsGroup") }}
{{- else }}
{{- toYaml (index . 1) }}
{{- end }}
{{- end }}

{{/*
Environment variables of the values: list $ ENV EXTRA NAME... Those of the names stand elsewhere; what is in EXTRA goes
before the same in ENV.
*/}}
{{- define "<% chart %>.env" -}}
{{- $root := index . 0 }}
{{- $extra := index . 2 | default list }}
{{- $others := slice . 3 }}
{{- range $name, $value := index . 1 }}
{{- if not (or (kindIs "invalid" $value) (has $name $others) (include "<% chart %>.hasName" (list $extra $name))) }}
- name: {{ $name | quote }}
  value: {{ include "<% chart %>.text" (list $root $value) | quote }}
{{- end }}
{{- end }}
{{- with $extra }}
{{ tpl (toYaml .) $root }}
{{- end }}
{{- end }}
<%# helpers %>

<% . %>
<%/ helpers %>
