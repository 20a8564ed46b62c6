/**
 * What counts as growing with the length: four times the input takes four times as long, and some for a machine that is
 * busy with something else; not sixteen times.
 */
export const linear = 9

const [maxRounds, minMs] = [30, 2]

/**
 * How many times as long four times the input takes, by the least of several tries each. A pause of the machine only makes
 * more tries necessary: they end as soon as the growth is linear.
 *
 * @param run Works on an input of that size.
 */
export function growthOf(run: (size: number) => void, size: number): number {
  let times = 1
  while (msOf(() => run(size), times) < minMs) times *= 2
  let [once, fourTimes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < maxRounds && !(round >= 2 && fourTimes <= linear * once); round++) {
    once = Math.min(
      once,
      msOf(() => run(size), times),
    )
    fourTimes = Math.min(
      fourTimes,
      msOf(() => run(4 * size), times),
    )
  }
  return fourTimes / once
}

function msOf(run: () => void, times: number): number {
  const start = performance.now()
  for (let i = 0; i < times; i++) run()
  return performance.now() - start
}
