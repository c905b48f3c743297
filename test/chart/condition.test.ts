import { describe, expect, it } from 'vitest';
import { Placed } from '../../src/chart/placed.ts';
import { allOf, anyOf, isSame, isSet, isTrue, not, printCondition } from '../../src/chart/template/condition.ts';

const ON = isSet('.Values.on');
const HELM = isTrue('eq .Values.source "helm"');

describe('conditions', () => {
  it.each([
    [ON, '.Values.on'],
    [not(ON), 'not .Values.on'],
    [HELM, 'eq .Values.source "helm"'],
    [not(HELM), 'not (eq .Values.source "helm")'],
    [not(not(HELM)), 'eq .Values.source "helm"'],
    [allOf([ON]), '.Values.on'],
    [allOf([ON, not(HELM), ON]), 'and .Values.on (not (eq .Values.source "helm"))'],
    [not(anyOf([ON, HELM])), 'not (or .Values.on (eq .Values.source "helm"))'],
    [allOf([ON, anyOf([HELM, not(ON)])]), 'and .Values.on (or (eq .Values.source "helm") (not .Values.on))'],
    [not(isTrue('(index .Values "a").b')), 'not (index .Values "a").b'],
  ])('become text when they are printed: %#', (condition, text) => {
    expect(printCondition(condition)).toBe(text);
  });

  it('are the same where their parts are, whoever made them', () => {
    expect(isSame(allOf([ON, HELM]), allOf([isSet('.Values.on'), isTrue('eq .Values.source "helm"')]))).toBe(true);
    expect(isSame(allOf([ON, HELM]), anyOf([ON, HELM]))).toBe(false);
    expect(isSame(allOf([ON, HELM]), allOf([HELM, ON]))).toBe(false);
    expect(isSame(ON, not(ON))).toBe(false);
    expect(isSame(ON, not(not(ON)))).toBe(true);
  });
});

describe('Placed', () => {
  it('has its parts in the order of their places, and of one place as they came', () => {
    const parts = new Placed<string>();
    parts.add(3, 'late');
    parts.add(1, 'first', 'second');
    parts.add(3, 'later');
    parts.add(2, 'middle');
    expect([...parts]).toEqual(['first', 'second', 'middle', 'late', 'later']);
    expect(parts.size).toBe(5);
  });
});
