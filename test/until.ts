import { setImmediate, setTimeout } from 'node:timers/promises'

/** After so many looks, the processor is left to what is waited for between two of them. */
const [eagerLooks, pauseMs] = [50, 5]

/** Resolves when the condition holds; a test that waits in vain ends by its own time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await condition()); looks++)
    await (looks < eagerLooks ? setImmediate() : setTimeout(pauseMs))
}
