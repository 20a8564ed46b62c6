import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Answer } from '../../src/chat/answer.ts'
import type { Rank } from '../../src/chat/caller.ts'
import { SpaceId } from '../../src/chat/caller.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

const AnswerKind = z.enum(['allowed', 'refused', 'not found'])
const Row = z.object({
  command: z.string(),
  object: z.string(),
  standing: z.string(),
  settings: z.record(z.string(), z.string()).optional(),
  poll: z.record(z.string(), z.string()).optional(),
  answers: z.record(z.string(), AnswerKind),
})
type Row = z.infer<typeof Row>

const { rows } = z
  .object({ rows: z.array(Row) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'permissions.json'), 'utf8')))

/** How each command is called about a poll; what can be seen to have been changed is looked at afterwards. */
const calls: Readonly<Record<string, (poll: string) => { command: string; args: Record<string, string> }>> = {
  results: (poll) => ({ command: 'results', args: { paper: poll } }),
  more: (poll) => ({ command: 'more', args: { poll } }),
  export: (poll) => ({ command: 'export', args: { paper: poll, format: 'json' } }),
  vote: (poll) => ({ command: 'vote', args: { poll, answer: '8' } }),
  ballot: (poll) => ({ command: 'ballot', args: { poll } }),
  cast: (poll) => ({ command: 'cast', args: { poll, approach: '2', case: '2' } }),
  remark: (poll) => ({ command: 'remark', args: { poll, why: 'It proves something.' } }),
  withdraw: (poll) => ({ command: 'withdraw', args: { poll } }),
  close: (poll) => ({ command: 'close', args: { paper: poll } }),
  reopen: (poll) => ({ command: 'reopen', args: { paper: poll } }),
  reveal: (poll) => ({ command: 'reveal', args: { paper: poll } }),
  revote: (poll) => ({ command: 'revote', args: { paper: poll } }),
  edit: (poll) => ({ command: 'edit', args: { paper: poll } }),
  amend: (poll) => ({ command: 'amend', args: { poll, title: 'A title', closes: 'never' } }),
  remind: (poll) => ({ command: 'remind', args: { paper: poll } }),
  delete: (poll) => ({ command: 'delete', args: { paper: poll, sure: 'yes' } }),
  seal: (poll) => ({ command: 'seal', args: { paper: poll } }),
  share: (poll) => ({ command: 'share', args: { poll } }),
}

/** What no test can ask yet. */
const isWaiting = ({ command }: Row): boolean => calls[command] === undefined

const ours = rows.filter((row) => row.object === 'poll' && !isWaiting(row))
const waiting = rows.filter((row) => row.object === 'poll' && isWaiting(row))

const ranks: Readonly<Record<string, Rank>> = { admin: 'admin', manager: 'manager', guest: 'guest' }

/** Where the caller is, by the words of the table. */
const relations = {
  same: { isHidden: false },
  elsewhere: { channel: 'main', isHidden: false },
  direct: { channel: 'direct', isHidden: false },
  unseen: { channel: 'main', isHidden: true },
  directUnseen: { channel: 'direct', isHidden: true },
  otherSpace: { channel: 'main', isHidden: false, space: SpaceId.parse('table:other') },
} as const

/** What kind of an answer it is. What fails for another reason than a right has been let through. */
function kindOf(answer: Answer): z.infer<typeof AnswerKind> {
  const words = wordsOf(answer)
  if (answer.kind !== 'refusal') return 'allowed'
  if (words.startsWith("I can't find that.")) return 'not found'
  return /^You can't .* here\.|^That poll is in another channel\.|^Anonymous rounds stay closed\./.test(words)
    ? 'refused'
    : 'allowed'
}

/** A poll of that row, in a channel of its own. @returns its id. */
async function pollIn(table: TestBot, channel: string, { command, settings = {}, standing, poll = {} }: Row) {
  const there = { channel }
  const keeper = table.as('Keeper', 'admin', there)
  await keeper.submit(await keeper.press(await keeper.type('settings'), 'Change…'), settings)
  const opener = table.as(standing === 'opener' ? 'Caller' : 'Opener', 'member', there)
  const visibility = poll.visibility === 'anonymous' ? ' anonymous' : ''
  await opener.type(`poll arXiv:2204.05862 blind sure expect:table:opener,table:caller${visibility}`)
  const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  if (['reopen', 'revote', 'seal'].includes(command)) await keeper.type('close')
  return id
}

describe('who may do what with a poll', () => {
  let table: TestBot
  let right = 0
  beforeAll(async () => {
    table = await startTestBot()
    table.as('Denied')
    await table.as('Keeper', 'admin').type('settings deny add:table:denied')
  })
  afterAll(() => table[Symbol.asyncDispose]())

  test.each(ours.map((row, at) => ({ ...row, at })))(
    '$command, $standing, $settings $poll',
    async ({ at, ...row }) => {
      const polls = new Map<string, string>()
      for (const [relation, expected] of Object.entries(row.answers)) {
        const { isHidden, ...where } = relations[relation as keyof typeof relations]
        // What one answer has changed doesn't matter to the next, unless the poll is gone.
        const channel = `${isHidden ? 'hidden' : row.command === 'delete' ? relation : 'seen'}-${at}`
        const id = polls.get(channel) ?? (await pollIn(table, channel, row))
        polls.set(channel, id)
        const rank = ranks[row.standing] ?? 'member'
        const name = row.standing === 'denied' ? 'Denied' : 'Caller'
        const there = table.as(name, rank, { channel })
        if (isHidden) table.hide(channel, name)
        // A rank counts where the poll lives: elsewhere they are a member, and an admin of their own conversation.
        const caller =
          relation === 'same'
            ? there
            : table.as(name, relation.startsWith('direct') ? 'admin' : 'member', where)
        const call = calls[row.command]?.(id)
        if (call === undefined) throw new Error(`${row.command} can't be called`)
        expect(kindOf(await caller.ask(call)), relation).toBe(expected)
        right += 1
      }
    },
  )

  test('cells tried', () => {
    const cells = ours.reduce((sum, { answers }) => sum + Object.keys(answers).length, 0)
    const later = waiting.map(({ command }) => command)
    console.log(`${right} of ${cells} cells right; waiting: ${[...new Set(later)].join(', ')}`)
    expect(right).toBe(cells)
    expect(cells).toBeGreaterThan(1000)
  })
})
