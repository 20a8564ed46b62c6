/** Counts what has happened since this process started, for the operator. */
export function createMetrics() {
  const counters = new Map<string, { readonly help: string; count: number }>()
  return {
    /** Registers a counter, once. @param help One line about what it counts. @returns the function that counts one more. */
    createCounter(name: string, help: string): () => void {
      const counter = counters.get(name) ?? { help, count: 0 }
      counters.set(name, counter)
      return () => {
        counter.count += 1
      }
    },

    /** All counters in Prometheus' text format, version 0.0.4. */
    write: (): string =>
      [...counters]
        .map(
          ([name, { help, count }]) => `# HELP ${name} ${help}\n# TYPE ${name} counter\n${name} ${count}\n`,
        )
        .join(''),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
