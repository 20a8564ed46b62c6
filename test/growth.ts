import { threadCpuUsage } from 'node:process'

/**
 * What counts as growing with the length: four times the input takes four times as long, and some for a machine that is
 * busy with something else; not sixteen times.
 */
export const linear = 9

/** Processor time is counted in steps of some ms, so that a try must take several of them. */
const [maxRounds, minMs] = [10, 20]

/**
 * How many times as long four times the input takes, in processor time, by the least of several tries
 * each: they end as soon as the growth is linear.
 *
 * @param run Works on an input of that size.
 */
export function growthOf(run: (size: number) => void, size: number): number {
  let times = 1
  while (msOf(() => run(size), times) < minMs) times *= 2
  let [once, fourTimes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round === 0 || (round < maxRounds && fourTimes > linear * once); round++) {
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

/** The processor time of this thread: what else the machine does makes no difference. */
function msOf(run: () => void, times: number): number {
  const start = threadCpuUsage()
  for (let i = 0; i < times; i++) run()
  const { user, system } = threadCpuUsage(start)
  return (user + system) / 1000
}
