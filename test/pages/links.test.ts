import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { linkedPages, linkedPolls } from '../../src/poll/link-records.ts'
import { idsOf } from '../../src/retention/erase-records.ts'
import { openPoll } from '../poll/open-poll.ts'
import { buttonsIn, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { textOf } from '../view-text.ts'
import { linkPage } from './link-page.ts'
import { openPages, pathIn, publicUrl } from './open-pages.ts'

const labels = (answer: Answer) => buttonsIn(answer).map(({ label }) => label)

const gone = 'There is nothing here. The link may have been withdrawn.'

describe('links to the page of a poll', () => {
  test('are made under More…, by the opener with counts only and by managers with names, too', async () => {
    await using pages = await openPages()
    const { ada, ben, mona, poll } = pages
    const kindsFor = async (who: typeof ada) =>
      labels(await who.press(await who.press(poll, 'More…'), 'Make a link'))
    expect(await kindsFor(ada)).toEqual(['Counts only', 'Counts only, 7 days', 'Counts only, 30 days'])
    expect(await kindsFor(mona)).toEqual([
      ...['Counts only', 'Counts only, 7 days', 'Counts only, 30 days'],
      ...['Full page', 'Full page, 7 days', 'Full page, 30 days', 'Paper page…'],
    ])
    expect(labels(await ben.press(poll, 'More…'))).not.toContain('Make a link')
    const path = pathIn(
      await ada.press(await ada.press(await ada.press(poll, 'More…'), 'Make a link'), 'Counts only'),
    )
    expect(path).toMatch(/^\/p\/[0-9a-hjkmnp-tv-z]{26}$/)
    expect((await pages.get(path)).status).toBe(200)
  })

  test('with names are made only after the question what they show, and everyone reads that they exist', async () => {
    await using pages = await openPages()
    const { ben, cleo, mona, table, pollId: id } = pages
    await ben.ask({ command: 'cast', args: { poll: id, approach: '2', case: '2', why: 'Because' } })
    await cleo.press(pages.poll, 'Cog · Worst')
    const question = await mona.ask({ command: 'link', args: { poll: id, kind: 'full' } })
    expect(wordsOf(question)).toContain('Anyone with this link sees 2 names and 1 reason.')
    expect(labels(question)).toEqual(['Make the link', 'Cancel'])
    pathIn(await mona.press(question, 'Make the link'))
    await until(() => table.said.some(({ key }) => key.startsWith('announce/')))
    const line = table.said.find(({ key }) => key.startsWith('announce/'))
    expect(line && textOf(line.views[0] ?? { summary: '', parts: [] })).toBe(
      'Mona made a link to this poll with names and reasons.',
    )
    expect(line?.message.place.thread).toBe(pages.poll.message.id)
  })

  test('are listed to those who may withdraw them, who withdraw them at once', async () => {
    await using pages = await openPages()
    const { ada, ben, mona } = pages
    const [byAda, byMona] = [await pages.link('counts', ada), await pages.link('full', mona)]
    expect(wordsOf(await ben.type('links'))).toContain('No links to pages of this channel.')
    expect(JSON.stringify(await ada.type('links'))).not.toContain(byMona)
    expect(wordsOf(await mona.type('links'))).toContain('Full page')
    expect(wordsOf(await ada.press(await ada.type('links'), 'Withdraw'))).toContain(
      "Slack and Discord may keep a preview for a while; I can't remove those.",
    )
    expect(await (await pages.get(byAda)).text()).toBe(gone)
    expect((await pages.get(byMona)).status).toBe(200)
  })

  test.each([
    ['expires', async ({ table }: Pages) => table.clock.advance(7 * 24 * 3_600_000)],
    [
      'is of a poll that was deleted',
      async ({ ada, pollId }: Pages) =>
        void (await ada.ask({ command: 'delete', args: { paper: pollId, sure: 'yes' } })),
    ],
    [
      'was made by somebody who is forgotten',
      async ({ mona }: Pages) => void (await mona.ask({ command: 'forget-me', args: { sure: 'yes' } })),
    ],
    [
      'is of a space that the bot was removed from',
      async ({ table, ada }: Pages) => table.app.bot.membership.onLeft(ada.caller.place.space),
    ],
    [
      'is of a channel that fewer people see by now',
      async ({ table }: Pages) => void table.conversations.set('main', 'for-some'),
    ],
    [
      'was made under another key',
      async ({ table }: Pages) => {
        await table.store.keys.remove(['page-links'])
        await table.store.keys.create('page-links')
      },
    ],
  ])('end when one %s', async (_, happens) => {
    await using pages = await openPages()
    const path = await pages.link('counts', pages.mona, '7')
    expect((await pages.get(path)).status).toBe(200)
    await happens(pages)
    const response = await pages.get(path)
    expect([response.status, await response.text()]).toEqual([404, gone])
  })

  test.each([
    ['withdrawn', async ({ mona }: Pages) => void (await mona.press(await mona.type('links'), 'Withdraw'))],
    [
      'deleted with its poll',
      async ({ ada, pollId }: Pages) =>
        void (await ada.ask({ command: 'delete', args: { paper: pollId, sure: 'yes' } })),
    ],
    [
      'withdrawn because its maker is forgotten',
      async ({ mona }: Pages) => void (await mona.ask({ command: 'forget-me', args: { sure: 'yes' } })),
    ],
    [
      'withdrawn because the bot was removed',
      async ({ table, ada }: Pages) => table.app.bot.membership.onLeft(ada.caller.place.space),
    ],
  ])('leave no record of one that was %s', async (_, happens) => {
    await using pages = await openPages()
    await pages.link('counts')
    const { store } = pages.table
    const records = async () => [
      ...(await idsOf(store, linkedPages)),
      ...(await idsOf(store, linkedPolls, pages.ada.caller.place.space)),
    ]
    expect(await records()).toHaveLength(2)
    await happens(pages)
    expect(await records()).toEqual([])
  })

  test('are made by whom the channel lets, and by nobody where it says so', async () => {
    await using pages = await openPages()
    const { ada, mona, table, pollId: id } = pages
    const make = async (who: typeof ada) =>
      wordsOf(await who.ask({ command: 'link', args: { poll: id, kind: 'counts' } }))
    await mona.submit(await mona.type('settings links:managers'), {})
    expect(await make(ada)).toContain('Only a manager of this channel can make a link to this poll.')
    expect(await make(mona)).toContain('Counts only')
    await mona.submit(await mona.type('settings links:off'), {})
    expect(await make(mona)).toContain("Links to pages can't be made in this channel.")
    await mona.submit(await mona.type('settings links:opener'), {})
    expect(await make(ada)).toContain('Counts only')
    // Unless the channel says who, openers make none where not every full member sees their poll.
    table.conversations.set('side', 'for-some')
    const side = table.as('Ada', 'member', { channel: 'side' })
    await side.type('poll arXiv:2204.05862')
    expect(labels(await side.press(table.last(), 'More…'))).not.toContain('Make a link')
  })

  test('show nothing of a voter who hides there, besides the vote', async () => {
    await using pages = await openPages()
    const { ben, cleo, pollId: poll } = pages
    const path = await pages.link('full')
    const receipt = await ben.ask({
      command: 'cast',
      args: { poll, approach: '2', case: '2', why: 'Because' },
    })
    await cleo.press(pages.poll, 'Cog · Worst')
    const read = async () => {
      const found = await Promise.all(
        ['', '.json', '.csv', '.md'].map(async (end) => (await pages.get(path + end)).text()),
      )
      return found.map((text) => [/Ben|Because/.test(text), text.includes('Cleo')])
    }
    const [both, noOne] = [
      [true, true],
      [false, true],
    ]
    expect(await read()).toEqual([both, both, both, [true, false]])
    const hidden = await ben.press(receipt, 'Hide me on pages')
    expect(await read()).toEqual([noOne, noOne, noOne, [false, false]])
    expect(JSON.parse(await (await pages.get(`${path}.json`)).text()).rounds[0].ballots).toHaveLength(2)
    await ben.press(hidden, 'Show me again')
    expect(await read()).toEqual([both, both, both, [true, false]])
  })

  test('name their paper where a page’s own address is pasted', async () => {
    await using pages = await openPages()
    const address = `${publicUrl}${await pages.link('counts')}`
    const side = pages.table.as('Ben', 'member', { channel: 'side' })
    const opened = await side.type(`poll ${address}#round-1`)
    expect(wordsOf(opened)).toContain('arXiv:2204.05863')
    expect(wordsOf(opened)).not.toContain(publicUrl)
  })

  test('leave their tokens nowhere', async () => {
    await using pages = await openPages()
    const paths = [
      await pages.link('full'),
      await linkPage(pages, 'channel'),
      await linkPage(pages, 'paper', { poll: pages.pollId, kind: 'full', sure: 'yes' }),
      await linkPage(pages, 'outcomes'),
    ]
    const tokens = paths.map((path) => path.split('/')[2] ?? '')
    for (const path of paths) expect((await pages.get(path)).status).toBe(200)
    for (const token of tokens) {
      const refused = await pages.get(`/p/${token}x`)
      expect(refused.status).toBe(404)
      expect(await refused.text()).not.toContain(token)
    }
    const exported = [await pages.mona.type('export json'), await pages.mona.type('export all')]
    const mine = JSON.stringify(await pages.mona.type('my-data'))
    expect(mine).toMatch(/\\"act\\": ?\\"link\\"/)
    const stored = ['', '-wal']
      .map((end) => readFileSync(`${pages.table.file}${end}`).toString('latin1'))
      .join()
    expect(stored).toContain('page-link')
    for (const text of [stored, pages.table.logged.join(), JSON.stringify(exported), mine])
      for (const token of tokens) {
        expect(token).toHaveLength(26)
        expect(text).not.toContain(token)
      }
  })

  test('are offered nowhere without an address for pages', async () => {
    await using chat = await openPoll()
    expect(labels(await chat.mona.press(chat.poll, 'More…'))).not.toContain('Make a link')
    expect(wordsOf(await chat.mona.type('settings'))).not.toContain('Links to pages')
    expect(chat.table.app.bot.commands.map(({ name }) => name)).not.toContain('links')
    await using shared = await openPoll('', { publicUrl })
    expect(shared.table.app.bot.commands.map(({ name }) => name)).toContain('links')
    expect(wordsOf(await shared.mona.type('settings'))).toContain('Links to pages')
  })
})

type Pages = Awaited<ReturnType<typeof openPages>>
