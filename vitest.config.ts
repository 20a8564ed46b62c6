import { env } from 'node:process'
import { defaultExclude, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest: begun last, it would be waited for alone. */
const long = /(?:slack|discord)\/(?:crowd|faults|story|set-up)\.|year-on-|picture\/hostile|browser\/story/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Every moment at which a process may die takes a quarter of an hour, and is for whoever changes what is stored.
    exclude: [
      ...defaultExclude,
      ...(env.CRUXGRID_EVERY_CRASH === undefined ? ['**/every-crash.test.ts'] : []),
    ],
    sequence: { sequencer: LongestFirst },
    // Most tests wait for processes and browsers, so there may be more of them than cores.
    maxWorkers: 4,
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
