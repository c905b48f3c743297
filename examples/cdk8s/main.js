import { ApiObject, App, Chart } from 'cdk8s';
import { buildScaffold, renderManifests } from 'operator-scaffold';

/** What an operator's `make deploy` applies, as a chart of cdk8s: other constructs can refer to it and change it. */
class Operator extends Chart {
  constructor(scope, id, options) {
    super(scope, id);
    for (const object of renderManifests(buildScaffold({ projectName: id, ...options }))) {
      new ApiObject(this, `${object.kind}-${object.metadata.name}`, object);
    }
  }
}

const app = new App();
new Operator(app, 'guestbook', { image: 'ghcr.io/example/guestbook:v1.2.3' });
app.synth(); // dist/guestbook.k8s.yaml
