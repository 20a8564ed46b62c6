import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Ends a deadlock. No test is decided by it: a slow machine only takes longer. */
const deadlockMs = 10 * 60_000

/** What needs processes or sockets, by folder; whatever is in no other project is a unit test. */
const folders = {
  platform: ['cli', 'contracts', 'discord', 'engines', 'paper/sources', 'slack', 'start', 'web'],
  browser: ['browser'],
  endurance: ['endurance'],
}

const testsIn = (names: readonly string[]) => names.map((name) => `test/${name}/**/*.test.ts`)

/** Projects whose files are run at once, one group after another. */
const groups = [['unit'], ['platform', 'browser'], ['endurance']]

const project = (
  name: string,
  include: string[],
  more: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    include,
    // A process serves one project. With all in one queue, many would be started again for each change between them.
    sequence: { groupOrder: groups.findIndex((group) => group.includes(name)) },
    ...more,
  },
})

/** Files that wait longest, mostly for other processes: they begin first among those of their group. */
const longest = [
  'slack/story',
  'browser/story',
  'discord/story',
  'paper/sources/naming',
  'endurance/slack-crashes',
  'endurance/discord-crashes',
  'endurance/discord-hour',
  'endurance/curious-opener',
  'endurance/every-crash',
  'endurance/moving',
  'endurance/opener-without-a-rule',
]

/** Cores are busy to the end when the files that wait longest don't begin last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.includes(`/test/${name}.`))
      return place >= 0 ? place : longest.length
    }
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig(({ mode }) => ({
  test: {
    projects: [
      project('unit', ['test/**/*.test.ts'], {
        exclude: testsIn(Object.values(folders).flat()),
        setupFiles: 'test/only-unit.ts',
        // They compute and never wait: one process for each core, and each loads and compiles everything once.
        maxWorkers: availableParallelism(),
        // Most of what they make is thrown away at once: room for it, in MB, costs a tenth less of processor time.
        execArgv: ['--max-semi-space-size=64'],
      }),
      project('platform', testsIn(folders.platform), {
        setupFiles: 'test/node-first.ts',
        globalSetup: 'test/prepare-servers.ts',
        // They wait more than they compute: what optimising would cost them, they never get back.
        execArgv: ['--max-semi-space-size=64', '--no-opt'],
      }),
      project('browser', testsIn(folders.browser), { globalSetup: 'test/prepare.ts' }),
      project('endurance', testsIn(folders.endurance), {
        setupFiles: 'test/node-first.ts',
        globalSetup: ['test/prepare.ts', 'test/prepare-servers.ts'],
        // Each starts several processes of its own.
        maxWorkers: 4,
      }),
    ],
    // Many processes are started; what one has compiled the next needn't.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'cruxgrid-compiled'), TEST_REPEATS: mode },
    // No file leaves anything behind, so that the next may share what the process has loaded.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Platform tests often wait for processes and browsers, so there may be more of them than cores; but each
    // of their processes loads and compiles everything once.
    maxWorkers: 6,
    expect: { poll: { timeout: deadlockMs } },
    testTimeout: deadlockMs,
    hookTimeout: deadlockMs,
  },
}))
