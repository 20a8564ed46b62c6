interface Limits {
  limit(ms: number, signal: AbortSignal): Promise<void>
}

/**
 * The value, if it comes within a limit in ms; else `undefined`.
 *
 * @throws the fault if there is one within the limit; later ones are dropped.
 */
export async function inTime<Value>(
  coming: Promise<Value>,
  limitMs: number,
  clock: Limits,
): Promise<Value | undefined> {
  const isOver = new AbortController()
  try {
    return await Promise.race([coming, clock.limit(limitMs, isOver.signal).then(() => undefined)])
  } finally {
    isOver.abort()
  }
}

/** As `inTime`. @param ask Called with a signal that aborts when its value is no longer waited for. */
export async function askInTime<Value>(
  ask: (signal: AbortSignal) => Promise<Value>,
  limitMs: number,
  clock: Limits,
): Promise<Value | undefined> {
  const asking = new AbortController()
  try {
    return await inTime(ask(asking.signal), limitMs, clock)
  } finally {
    asking.abort()
  }
}
