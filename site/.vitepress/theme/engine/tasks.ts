import type { Report } from './protocol.ts';

/** What the worker can do. Each task comes with the part of the library that it needs when it is asked for first. */
export const tasks = {
  compare: async (input: import('./tasks/compare.ts').CompareInput, report: Report) => {
    report('Loading the scaffolds of all releases');
    return (await import('./tasks/compare.ts')).compare(input, report);
  },
  download: async (input: import('./tasks/compare.ts').DownloadInput, report: Report) => {
    report('Preparing the file');
    return (await import('./tasks/compare.ts')).download(input);
  },
  readProject: async (input: { readonly text: string }, report: Report) => {
    report('Reading PROJECT');
    return (await import('./tasks/compare.ts')).readProject(input.text);
  },
  inspect: async (input: import('./tasks/project.ts').ProjectInput, report: Report) => {
    report('Loading what is known of all releases');
    return (await import('./tasks/project.ts')).inspect(input, report);
  },
  plan: async (input: import('./tasks/upgrade.ts').PlanInput, report: Report) => {
    report('Loading the planner');
    return (await import('./tasks/upgrade.ts')).plan(input, report);
  },
  apply: async (input: import('./tasks/upgrade.ts').ApplyInput, report: Report) => {
    return (await import('./tasks/upgrade.ts')).apply(input, report);
  },
  zipOfApplied: async (input: import('./tasks/upgrade.ts').ApplyInput, report: Report) => {
    return (await import('./tasks/upgrade.ts')).zipOfApplied(input, report);
  },
  chart: async (input: import('./tasks/chart.ts').ChartInput, report: Report) => {
    report('Loading the chart builder');
    return (await import('./tasks/chart.ts')).chart(input, report);
  },
};

export type Tasks = typeof tasks;
