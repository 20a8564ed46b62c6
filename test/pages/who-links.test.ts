import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rank } from '../../src/chat/caller.ts'
import { once } from '../permissions/table.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { publicUrl } from './open-pages.ts'

/** Who asks: what they are in the channel. */
const standings: Readonly<Record<string, Rank>> = {
  admin: 'admin',
  manager: 'manager',
  leader: 'member',
  opener: 'member',
  member: 'member',
  guest: 'guest',
  denied: 'member',
}

/** Who may make links to pages of a channel, by its settings: those with counts, and full ones. */
const allowed: Readonly<
  Record<string, { readonly counts: readonly string[]; readonly full: readonly string[] }>
> = {
  off: { counts: [], full: [] },
  managers: { counts: ['admin', 'manager'], full: ['admin', 'manager'] },
  opener: { counts: ['admin', 'manager', 'leader'], full: ['admin', 'manager'] },
  always: { counts: ['admin', 'manager', 'leader'], full: ['admin', 'manager'] },
  'unset, narrow': { counts: ['admin', 'manager'], full: ['admin', 'manager'] },
  'unset, open': { counts: ['admin', 'manager', 'leader'], full: ['admin', 'manager'] },
}

const cells = Object.entries(allowed).flatMap(([settings, who]) =>
  Object.keys(standings).flatMap((standing) =>
    (['counts', 'full'] as const).flatMap((kind) =>
      (['channel', 'paper', 'outcomes'] as const)
        // A feed has counts only.
        .filter((of) => of !== 'outcomes' || kind === 'counts')
        .map((of) => ({ settings, standing, kind, of, isAllowed: who[kind].includes(standing) })),
    ),
  ),
)

describe('who may make links to pages of a channel', () => {
  let table: TestBot
  beforeAll(async () => {
    table = await startTestBot({ publicUrl })
    table.as('denied')
    await table.as('Keeper', 'admin').type('settings deny add:table:denied')
  })
  afterAll(() => table[Symbol.asyncDispose]())

  const opened = once<string>()

  /** A poll by `opener` in a channel with these settings, where `leader` leads a reading group. @returns its id. */
  async function open(settings: string): Promise<string> {
    const there = { channel: settings.replaceAll(/\W+/g, '-') }
    if (settings.endsWith('narrow')) table.conversations.set(there.channel, 'for-some')
    const keeper = table.as('Keeper', 'admin', there)
    if (!settings.startsWith('unset'))
      await keeper.submit(await keeper.type(`settings links:${settings}`), {})
    await keeper.press(await keeper.type('reading schedule wed 17:00 UTC'), 'Confirm')
    table.as('leader', 'member', there)
    await keeper.type('reading facilitators order:table:leader')
    const answer = await table.as('opener', 'member', there).type('poll arXiv:2204.05862')
    return /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''
  }

  test.each(cells)('$standing, links: $settings, $kind, $of', async (cell) => {
    const { settings, standing, kind, of, isAllowed } = cell
    const poll = await opened(settings, () => open(settings))
    const channel = settings.replaceAll(/\W+/g, '-')
    const seat = table.as(standing, standings[standing], { channel })
    const args = { of, kind, term: '7', ...(of === 'paper' && { poll }) }
    // What may not be done is refused before anything is asked about it, in the question and in the act.
    for (const sure of kind === 'full' ? [{}, { sure: 'yes' }] : [{}]) {
      const words = wordsOf(await seat.ask({ command: 'link-page', args: { ...args, ...sure } }))
      const asks = kind === 'full' && sure.sure === undefined
      expect(words).toMatch(
        isAllowed
          ? asks
            ? /Anyone with this link sees/
            : /grid\.example\/[ga]\/|feeds\//
          : settings === 'off' && standing !== 'denied'
            ? /can't be made in this channel/
            : /Only |You can't /,
      )
    }
  })
})
