import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { latest, type TestBot, wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

type Person = ReturnType<TestBot['as']>

/** What a person sees of the audit, one line an act, newest first, without when. */
const auditOf = async (person: Person): Promise<readonly string[]> =>
  wordsOf(await person.type('settings audit'))
    .split('\n')
    .filter((line) => line.includes('Z · '))
    .map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z · /, ''))

const group = 'reading schedule “Reading group”'
const weekly = 'every Wednesday at 17:00 (UTC)'

describe('the audit of a reading group', () => {
  test('has who began it, with which schedule, and who organises it', async () => {
    await using chat = await withGroup()
    expect(new Set(await auditOf(chat.ada))).toEqual(
      new Set([`${group}: Ada · when none → ${weekly}`, `${group}: Ada · Ada · organiser no → yes`]),
    )
  })

  test.each([
    ['reading schedule tue 18:00 UTC', `when ${weekly} → every Tuesday at 18:00 (UTC)`],
    ['reading schedule votes:hidden', 'votes for papers open → hidden'],
    [
      'reading schedule steps:recap=off',
      /^steps the choice of the paper 7 days before, .*the recap .* → .*the recap off/,
    ],
    ['reading schedule expect:table:ben,table:cleo', 'people who should vote 0 → 2'],
    ['reading schedule season:"Season two"', 'season Season 1 → Season two'],
    ['reading skip 2026-12-02', 'not on none → 2026-12-02'],
    ['reading pause from:2026-12-01 to:2026-12-20', 'paused no → from 2026-12-01 to 2026-12-20'],
    [
      'reading schedule move:2026-12-02 to:"2026-12-03 18:00"',
      'not on none → 2026-12-02 · also on none → 2026-12-03 18:00',
    ],
  ])('says what “%s” changed from what to what', async (words, expected) => {
    await using chat = await withGroup()
    chat.table.clock.advance(60_000)
    const answer = await chat.ada.type(words)
    if (wordsOf(answer).includes('[Confirm]')) await chat.ada.press(answer, 'Confirm')
    const [line = ''] = await auditOf(chat.ada)
    const changes = line.slice(`${group}: Ada · `.length)
    if (typeof expected === 'string') expect(changes).toBe(expected)
    else expect(changes).toMatch(expected)
  })

  test('has where the group was moved from and to, in both channels', async () => {
    await using chat = await withGroup()
    const there = chat.table.as('Ada', 'manager', { channel: 'elsewhere' })
    chat.table.clock.advance(60_000)
    await there.press(await there.type('reading schedule wed 18:00'), 'Move Reading group here')
    const line = `${group}: Ada · channel main → elsewhere`
    expect((await auditOf(chat.ada))[0]).toBe(line)
    expect(await auditOf(there)).toEqual([line])
  })

  test('has nothing of nominations, votes and turns, and nothing of what changes nothing', async () => {
    await using chat = await withGroup()
    await chat.ben.type('reading add AI Control why:because')
    await chat.cleo.type('reading list vote:"AI Control"')
    await chat.ada.type('reading facilitators add:table:ben')
    await chat.ada.type('reading schedule votes:open')
    await chat.goTo('2026-11-27T18:00:00Z')
    const lines = (await auditOf(chat.ada)).filter((line) => line.startsWith('reading'))
    expect(lines).toHaveLength(2)
  })

  test('has whoever used the id of the group from another space, once a day', async () => {
    await using chat = await withGroup()
    const id = /g_[a-z0-9]+/.exec(JSON.stringify(latest(chat.board)))?.[0] ?? ''
    const stranger = chat.table.as('Eve', 'admin', { space: SpaceId.parse('table:other') })
    for (const command of ['reading list', 'reading pause', 'reading history'])
      expect(wordsOf(await stranger.ask({ command, args: { group: id } }))).toContain("I can't find that.")
    const attempts = (await auditOf(chat.ada)).filter((line) => line.startsWith('id of'))
    expect(attempts).toEqual(['id of another space “Reading group”: Eve'])
    expect(await auditOf(stranger)).toEqual([])
  })

  test('is stored with the change, or the change isn’t made', async () => {
    await using chat = await withGroup()
    const database = new DatabaseSync(chat.table.file)
    database.exec(
      "create trigger no_audit before insert on record when new.ns like 'audit/%' begin select raise(abort, 'no'); end",
    )
    database.close()
    expect(wordsOf(await chat.ada.type('reading schedule votes:hidden'))).toContain('Something went wrong')
    expect(wordsOf(await chat.ada.type('reading schedule'))).toContain('Votes for papers: shown')
  })

  test('names someone who left after forget-me', async () => {
    await using chat = await withGroup()
    await chat.ada.type('forget-me sure')
    const root = chat.table.as('Root', 'admin')
    expect((await auditOf(root)).join('\n')).not.toContain('Ada')
    expect((await auditOf(root)).join('\n')).toContain('someone who left')
  })
})
