import { describe, expect, test } from 'vitest'
import { fileIn, heldSession } from '../reading/held-session.ts'
import { withGroup } from '../reading/test-group.ts'
import { rowsOf } from '../store/rows.ts'
import { wordsOf } from '../test-bot.ts'
import { publicUrl, servePages } from './open-pages.ts'

const address = /https:\/\/grid\.example(\/feeds\/[0-9a-z]{26}\/calendar\.ics)/
const pathIn = (answer: unknown): string => address.exec(JSON.stringify(answer))?.[1] ?? ''

describe('a calendar link that is withdrawn while calendars hold it', () => {
  /** A group, the paths of its feeds, and what a reader that has them asks with. */
  async function withReaders() {
    const group = await withGroup({ publicUrl })
    const pages = servePages(group.table)
    const calendar = pathIn(await group.ben.type('reading calendar'))
    const paths = [calendar, calendar.replace('calendar.ics', 'recaps.atom')]
    const known: string[] = []
    for (const path of paths) {
      const response = await pages.get(path)
      expect(response.status).toBe(200)
      known.push(response.headers.get('etag') ?? '')
    }
    return {
      ...group,
      get: pages.get,
      paths,
      /** What a reader gets that asks whether what it has is still current. */
      asked: () => Promise.all(paths.map((path, i) => pages.get(path, { 'if-none-match': known[i] ?? '' }))),
      async [Symbol.asyncDispose]() {
        await pages[Symbol.asyncDispose]()
        await group[Symbol.asyncDispose]()
      },
    }
  }

  test.each(['reading calendar new-link', 'links'])(
    'by “%s”: the calendar and the recaps are not found from then on, and people are told what calendars keep',
    async (words) => {
      await using group = await withReaders()
      const { ada, ben, asked, get, paths } = group
      expect((await asked()).map(({ status }) => status)).toEqual([304, 304])
      const answer = await ada.type(words)
      const told = words === 'links' ? await ada.press(answer, 'Withdraw') : answer
      expect(wordsOf(told)).toContain('calendars that have it keep what they show and get no changes')
      for (const response of await asked()) {
        expect(response.status).toBe(404)
        expect(response.headers.get('etag')).toBeNull()
        expect(await response.text()).toBe('There is nothing here. The link may have been withdrawn.')
      }
      const path = pathIn(await ben.type('reading calendar'))
      expect(paths).not.toContain(path)
      expect((await get(path)).status).toBe(200)
    },
  )
})

describe('where PUBLIC_URL is not set', () => {
  const missing = 'Cruxgrid has no public address here. The person who runs it can set PUBLIC_URL.'

  test('a new calendar link is refused for that reason, and nothing is made', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben } = group
    const answer = await ada.type('reading calendar new-link')
    expect(wordsOf(answer)).toContain(missing)
    expect(wordsOf(await ben.type('reading calendar'))).toContain(missing)
    expect(rowsOf(group.table.file).filter((row) => row.includes('place-link'))).toEqual([])
  })

  test('no button and no message offers a link, and a post says where its picture goes', async () => {
    await using held = await heldSession()
    const { ada, table, recap } = held
    const form = await ada.press(recap, 'Get it as a post…')
    const post = form.kind === 'form' ? await ada.submit(form, { as: 'github' }) : form
    expect(JSON.stringify([table.said, table.told])).not.toMatch(/feeds\/|Subscribe/)
    expect(fileIn(post)).toContain('(picture: attach grid.png)')
  })
})
