import { buildChart, buildScaffold, renderManifests, ScaffoldError } from 'operator-scaffold';

// What goes back to the page is plain data: an error's issues survive a message, its class would not.
self.onmessage = ({ data: { id, options } }) => {
  try {
    const tree = buildScaffold(options);
    const chart = buildChart(renderManifests(tree));
    self.postMessage({ id, files: tree.toRecord(), chart: chart.toRecord(), report: chart.report });
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    self.postMessage({ id, issues: error.issues });
  }
};
