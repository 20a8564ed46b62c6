import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/chat/user-error.ts'
import { callsOf, hourMs, mistakeOf, opened, placeOf, refuse, thrownBy, view } from './processes.ts'

describe('what is to come as a bookmark of the channel', () => {
  const start = Date.parse('2026-12-02T17:00:00Z')

  /** A port that may make bookmarks, and a message that tells of something to come. */
  async function announced({ slack, home, open }: Awaited<ReturnType<typeof opened>>) {
    home.bot.scopes = [...home.bot.scopes, 'bookmarks:write']
    const port = await open()
    const place = placeOf(home.general)
    const message = await port.post(place, view, 'meeting')
    const about = { zone: 'Europe/Berlin', description: '' }
    const mark = { title: 'AI Control', start, end: start + hourMs, message, ...about }
    const shown = () => [...home.bookmarks.values()].map(({ channel, title, link }) => [channel, title, link])
    const link = `https://${home.domain}.slack.com/archives/${place.channel}/p${message.id.replace('.', '')}`
    const adding = () => callsOf(slack, 'bookmarks.add').length
    return { port, place, mark, shown, link, adding, [Symbol.asyncDispose]: port[Symbol.asyncDispose] }
  }

  test('says when it is and leads to its message', async () => {
    await using table = await opened()
    await using it = await announced(table)
    expect(await it.port.showUpcoming?.(it.mark)).toBe([...table.home.bookmarks.keys()][0])
    expect(it.shown()).toEqual([[it.place.channel, 'Wed 2 Dec, 18:00 CET: AI Control', it.link]])
  })

  test('leads to its call, if it has one', async () => {
    await using table = await opened()
    await using it = await announced(table)
    await it.port.showUpcoming?.({ ...it.mark, link: 'https://meet.example.org/abc' })
    expect(it.shown().map(([, , link]) => link)).toEqual(['https://meet.example.org/abc'])
  })

  test('is cut where its title is long', async () => {
    await using table = await opened()
    await using it = await announced(table)
    await it.port.showUpcoming?.({ ...it.mark, title: 'Control '.repeat(40) })
    const [title = ''] = [...table.home.bookmarks.values()].map((bookmark) => bookmark.title)
    expect(title).toMatch(/^Wed 2 Dec, 18:00 CET: Control .*…$/)
    expect(title.length).toBeLessThanOrEqual(100)
  })

  test('is changed in its place', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = await it.port.showUpcoming?.(it.mark)
    const moved = { ...it.mark, start: start + 24.5 * hourMs }
    expect(await it.port.showUpcoming?.(moved, known)).toBe(known)
    expect(it.shown()).toEqual([[it.place.channel, 'Thu 3 Dec, 18:30 CET: AI Control', it.link]])
    expect(it.adding()).toBe(1)
  })

  test('is left alone where somebody has removed it', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = await it.port.showUpcoming?.(it.mark)
    table.home.bookmarks.clear()
    expect(await it.port.showUpcoming?.({ ...it.mark, title: 'Moved' }, known)).toBeUndefined()
    expect([...table.home.bookmarks.keys()]).toEqual([])
    expect(it.adding()).toBe(1)
  })

  test('is taken away, and may be gone already', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = (await it.port.showUpcoming?.(it.mark)) ?? ''
    await it.port.hideUpcoming?.(it.place, known)
    expect(it.shown()).toEqual([])
    await it.port.hideUpcoming?.(it.place, known)
    expect(callsOf(table.slack, 'bookmarks.remove')).toHaveLength(2)
  })

  test('is not added twice when the answer is lost', async () => {
    await using table = await opened()
    await using it = await announced(table)
    table.slack.makeTrouble((method) => (method === 'bookmarks.add' ? 'lose' : undefined))
    expect(await thrownBy(Promise.resolve(it.port.showUpcoming?.(it.mark)))).not.toBeInstanceOf(UserError)
    expect(it.shown()).toHaveLength(1)
  })

  test('is refused without the scope, and everything else works without it', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = (await it.port.showUpcoming?.(it.mark)) ?? ''
    table.home.bot.scopes = table.home.bot.scopes.filter((scope) => scope !== 'bookmarks:write')
    const words = /bookmarks:write.*add the scope bookmarks:write.*Everything else works without it\./
    expect(await mistakeOf(Promise.resolve(it.port.showUpcoming?.(it.mark)))).toMatch(words)
    expect(await mistakeOf(Promise.resolve(it.port.showUpcoming?.(it.mark, known)))).toMatch(words)
    expect(await mistakeOf(Promise.resolve(it.port.hideUpcoming?.(it.place, known)))).toMatch(words)
    expect(it.shown()).toHaveLength(1)
  })

  test('is refused where the bot is no member, where it isn’t permitted, and where there are 100', async () => {
    await using table = await opened()
    const { slack, home } = table
    await using it = await announced(table)
    const refusal = () => mistakeOf(Promise.resolve(it.port.showUpcoming?.(it.mark)))
    home.general.members.delete(home.bot.user)
    expect(await refusal()).toContain('/invite @Cruxgrid')
    home.general.members.add(home.bot.user)
    refuse(slack, 'bookmarks.add', 'permission_denied')
    expect(await refusal()).toMatch(/bookmarks.*Ask a channel manager/)
    slack.makeTrouble(() => undefined)
    for (let i = 0; i < 100; i++) await it.port.showUpcoming?.(it.mark)
    expect(await refusal()).toMatch(/as many bookmarks.*Remove one/)
  })
})
