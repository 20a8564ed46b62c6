/**
 * The value, if it comes within a limit in ms; else `undefined`.
 *
 * @throws the fault if there is one within the limit; later ones are dropped.
 */
export async function inTime<Value>(
  coming: Promise<Value>,
  limitMs: number,
  clock: { pause(ms: number, signal?: AbortSignal): Promise<void> },
): Promise<Value | undefined> {
  const isOver = new AbortController()
  try {
    return await Promise.race([coming, clock.pause(limitMs, isOver.signal).then(() => undefined)])
  } finally {
    isOver.abort()
  }
}
