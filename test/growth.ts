/** What counts as growing with the length: twice the input takes twice as long, and some; not four times. */
export const linear = 3

const [maxRounds, minMs] = [30, 2]

/**
 * How many times as long twice the input takes, by the least of several tries each. A pause of the machine only makes
 * more tries necessary: they end as soon as the growth is linear.
 *
 * @param run Works on an input of that size.
 */
export function growthOf(run: (size: number) => void, size: number): number {
  let times = 1
  while (msOf(() => run(size), times) < minMs) times *= 2
  let [once, twice] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < maxRounds && !(round >= 2 && twice <= linear * once); round++) {
    once = Math.min(
      once,
      msOf(() => run(size), times),
    )
    twice = Math.min(
      twice,
      msOf(() => run(2 * size), times),
    )
  }
  return twice / once
}

function msOf(run: () => void, times: number): number {
  const start = performance.now()
  for (let i = 0; i < times; i++) run()
  return performance.now() - start
}
