import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'

interface Change {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Each takes one rule out that keeps an anonymous ballot from its owner. */
const without: readonly { readonly rule: string; readonly changes: readonly Change[] }[] = [
  {
    rule: 'no turnout',
    changes: [
      {
        file: 'poll/read-whole.ts',
        from: 'poll: whole, published, isElsewhereOff })',
        to: 'poll: whole, published, isElsewhereOff, ...(await readTurnout(source, poll)) })',
      },
      {
        file: 'poll/read-whole.ts',
        from: " || poll.visibility === 'anonymous') return {}",
        to: ') return {}',
      },
    ],
  },
  {
    rule: 'reminders to everyone who is expected',
    changes: [
      {
        file: 'poll/reminding.ts',
        from: "if (poll.visibility === 'anonymous') return { people, unnamed }",
        to: '',
      },
    ],
  },
  {
    rule: 'three changes to the next state',
    changes: [{ file: 'poll/live-state.ts', from: 'const minChanges = 3', to: 'const minChanges = 1' }],
  },
  {
    rule: 'the published state instead of the running one',
    changes: [
      {
        file: 'poll/disclosed-round.ts',
        from: "state === 'open' ? live?.tally",
        to: "state === 'open' ? tally",
      },
    ],
  },
  {
    rule: 'five ballots',
    changes: [
      {
        file: 'poll/poll.ts',
        from: '[minShownFrom, maxShownFrom] = [5, 50]',
        to: '[minShownFrom, maxShownFrom] = [1, 50]',
      },
    ],
  },
  {
    rule: 'no reopening',
    changes: [
      {
        file: 'poll/run-round.ts',
        from: "if (poll.visibility === 'anonymous') throw anonymousStaysClosed(poll)",
        to: '',
      },
    ],
  },
  {
    rule: 'nobody or five who voted once',
    changes: [
      {
        file: 'poll/published.ts',
        from: 'if ([left, joined].some((alone) => alone > 0 && alone < minShownFrom)) return undefined',
        to: '',
      },
    ],
  },
  {
    rule: 'moves of blind rounds alone',
    changes: [
      {
        file: 'poll/publisher.ts',
        from: 'previous?.blind && round.blind ?',
        to: 'previous !== undefined ?',
      },
    ],
  },
  {
    rule: 'closed rounds stay as they were when somebody leaves',
    changes: [
      {
        file: 'poll/erase-person.ts',
        from: "(poll.visibility === 'anonymous' || !scope.votes)",
        to: "poll.visibility === 'names'",
      },
    ],
  },
]

const root = join(import.meta.dirname, '../..')

/** What a simulated opener finds in the program with these changes. */
async function findingsWith(
  changes: readonly Change[],
  count: number,
  seed: number,
): Promise<readonly string[]> {
  await using directory = await temporaryDirectory()
  const copy = (path: string) => cp(join(root, path), join(directory.path, path), { recursive: true })
  await Promise.all(['src', 'package.json', 'test/anonymity', 'test/seeded.ts'].map(copy))
  await symlink(join(root, 'node_modules'), join(directory.path, 'node_modules'))
  for (const { file, from, to } of changes) {
    const path = join(directory.path, 'src', file)
    const before = await readFile(path, 'utf8')
    if (!before.includes(from)) throw new Error(`${file} has no ${from}`)
    await writeFile(path, before.replace(from, to))
  }
  const script = join(directory.path, 'test/anonymity/try-out-process.ts')
  const args = [script, join(directory.path, 'opener'), String(count), String(seed)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return JSON.parse(stdout)
}

test.each(without)(
  'a curious opener finds whose ballot it is without the rule: $rule',
  async ({ changes }) => {
    const seed = randomInt(2 ** 31)
    expect(await findingsWith(changes, 3000, seed), `seed ${seed}`).not.toEqual([])
  },
)
