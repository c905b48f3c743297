const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** Work that a signal ends behind, and not within. The exit code is the one that a shell gives for the signal. */
export async function uninterrupted<T>(work: () => Promise<T>): Promise<T> {
  const end = (signal: NodeJS.Signals) => process.exit(128 + SIGNALS[signal as keyof typeof SIGNALS]);
  const names = Object.keys(SIGNALS) as NodeJS.Signals[];
  for (const name of names) process.once(name, end);
  try {
    const result = await work();
    // A signal that came meanwhile is heard at the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    return result;
  } finally {
    for (const name of names) process.off(name, end);
  }
}
