import { describe, expect, it } from 'vitest';
import { generatorPlural, kubebuilderPlural, pluralOf } from '../../src/options/plural/plural.ts';

/** What `kubebuilder create api` records for these kinds. */
const RECORDED =
  'Widget:widgets Policy:policies Gateway:gateways Ingress:ingresses Proxy:proxies Box:boxes Mutex:mutexes Index:indices ' +
  'Status:statuses Bus:buses Alias:aliases Series:series Topology:topologies Cache:caches Database:databases Basis:bases ' +
  'Analysis:analyses Diagnosis:diagnoses Person:people Craftsman:craftsmen Human:humans Leaf:leaves Shelf:shelves ' +
  'Safe:saves Wolf:wolves Repo:repoes Echo:echoes Demo:demoes Photo:photos Portfolio:portfolios Quiz:quizzes ' +
  'Data:data Metadata:metadata Medium:media Schema:schemas Datum:data Matrix:matrices Vertex:vertices Octopus:octupuses ' +
  'Praxis:praxis Axis:axes Fish:fish Mongoose:mongeese Kubernetes:kubernetes Nodes:nodes Bucket5:bucket5s API:apis SSH:sshs';

describe('pluralOf', () => {
  it.each(RECORDED.split(' ').map((pair) => pair.split(':')))('%s: %s', (kind, plural) => {
    expect(kubebuilderPlural(kind!)).toBe(plural);
    expect(pluralOf(kind!)).toBe(plural);
  });

  it('has a usable plural where Kubebuilder has none', () => {
    expect(kubebuilderPlural('DNS')).toBeUndefined();
    expect(pluralOf('DNS')).toBe('dnses');
  });

  it('is another to controller-gen where the kind is nothing but an ending', () => {
    const kinds = ['Io', 'Trix', 'Us', 'O', 'Seum', 'Ay', 'Eaux', 'Widget', 'Radio', 'Day'];
    expect(kinds.map((kind) => kubebuilderPlural(kind)).join(' ')).toBe(
      'ios trices uses oes seums ays eaux widgets radios days',
    );
    expect(kinds.map((kind) => generatorPlural(kind)).join(' ')).toBe(
      'ioes trixes us os sea aies eauxes widgets radios days',
    );
  });
});
