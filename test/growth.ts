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
 * @param make Makes an input of that size, outside the time: memory for a large one may cost more than reading it.
 * @param run Works on such an input.
 * @param times How often it runs in a try, at first: doubled until each try takes long enough to be measured, since code
 *   gets faster once it has run for a while.
 */
export function growthOf<Input>(
  make: (size: number) => Input,
  run: (input: Input) => unknown,
  size: number,
  times = 1,
): number {
  const [input, longer] = [make(size), make(4 * size)]
  let [once, fourTimes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round === 0 || (round < maxRounds && fourTimes > linear * once); round++) {
    once = Math.min(
      once,
      msOf(() => run(input), times),
    )
    if (once < minMs) return growthOf(make, run, size, 2 * times)
    fourTimes = Math.min(
      fourTimes,
      msOf(() => run(longer), times),
    )
  }
  return fourTimes / once
}

/** The processor time of this thread: what else the machine does makes no difference. */
function msOf(run: () => unknown, times: number): number {
  const start = threadCpuUsage()
  for (let i = 0; i < times; i++) run()
  const { user, system } = threadCpuUsage(start)
  return (user + system) / 1000
}
