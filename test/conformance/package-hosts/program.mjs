import { buildChart, buildScaffold, renderManifests } from 'operator-scaffold';

const resources = [{ group: 'webapp', version: 'v1', kind: 'Guestbook', webhooks: { validation: true } }];
const tree = buildScaffold({ projectName: 'guestbook', resources });
const objects = renderManifests(tree);
console.log(JSON.stringify([tree, objects, buildChart(objects)]));
