import { manifestCase } from './case.ts';
import { ACCOUNT, binding, manager, PROXIED, proxy, REVIEWS, service } from './manifests.ts';

const RIGHTS = [ACCOUNT, REVIEWS, binding(), service('https', 'https')];

export const IMAGE_CASES = [
  manifestCase('proxy-image-gone', {
    beside: RIGHTS,
    wrong: manager({ ...PROXIED, before: proxy([], 'gcr.io/kubebuilder/kube-rbac-proxy:v0.16.0') }),
    right: manager(PROXIED),
  }),
  manifestCase('proxy-image-gone', {
    beside: RIGHTS,
    wrong: manager({ ...PROXIED, before: proxy([], 'gcr.mirrors.example.cn/kubebuilder/kube-rbac-proxy:v0.8.0') }),
    right: manager({ ...PROXIED, before: proxy([], 'registry.k8s.io/kubebuilder/kube-rbac-proxy:v0.8.0') }),
  }),
  {
    rule: 'proxy-image-gone',
    wrong: {
      'chart/Chart.yaml': 'name: demo\n',
      'chart/values.yaml': 'proxy:\n  repository: gcr.io/kubebuilder/kube-rbac-proxy\n  tag: v0.15.0\n',
    },
    right: {
      'chart/Chart.yaml': 'name: demo\n',
      'chart/values.yaml': 'proxy:\n  repository: quay.io/brancz/kube-rbac-proxy\n  tag: v0.15.0\n',
    },
  },
  {
    rule: 'proxy-image-gone',
    wrong: { Makefile: 'PROXY ?= gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\n' },
    right: {
      Makefile:
        '# PROXY ?= gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\nPROXY ?= quay.io/brancz/kube-rbac-proxy:v0.15.0\n',
    },
  },
  {
    rule: 'proxy-image-gone',
    wrong: {
      'chart/Chart.yaml': 'name: demo\n',
      'chart/values.yaml': 'image:\n  registry: gcr.io\n  repository: kubebuilder/kube-rbac-proxy\n',
    },
    right: {
      'chart/Chart.yaml': 'name: demo\n',
      'chart/values.yaml': 'image:\n  registry: registry.k8s.io\n  repository: kubebuilder/kube-rbac-proxy\n',
    },
  },
  manifestCase('image-untagged', {
    beside: [ACCOUNT, REVIEWS, binding(), service()],
    wrong: manager({ image: 'example.org/team/demo' }),
    right: manager({ image: 'example.org/team/demo:v1.2.3' }),
  }),
  manifestCase('proxy-twice', {
    beside: RIGHTS,
    wrong: manager({ ...PROXIED, before: proxy() + proxy([], undefined, 'rbac-proxy') }),
    right: manager(PROXIED),
    also: ['port-taken-twice'],
  }),
] as const;
