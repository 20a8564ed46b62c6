import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { latest } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

/** A group that has read a paper which Ben nominated, with a session that Ben has led and added notes to. */
async function heldByBen() {
  const group = await withGroup()
  const { ada, ben, cleo, goTo, posts, table } = group
  await ada.type('reading facilitators order:table:ben,table:ada')
  await ben.type('reading add arXiv:2312.06942 why:"As Ben says"')
  await goTo('2026-11-25T17:01:00Z')
  const [poll] = posts('[Neither (applications)]')
  if (poll === undefined) throw new Error('No poll')
  for (const one of [ada, ben, cleo]) await one.press(poll, 'Eng · Avg')
  await ben.ask({
    command: 'remark',
    args: { poll: /p_[a-z0-9]{10}/.exec(JSON.stringify(latest(poll)))?.[0] ?? '', why: 'Ben’s reason' },
  })
  await goTo('2026-11-27T18:01:00Z')
  await ben.submit(await ben.press(group.post('Recap:'), 'Add notes…'), { notes: 'Ben’s notes' })
  await table.quiet()
  return {
    ...group,
    /** What everyone, and others alone, can read of Ben. */
    naming: (): readonly string[] =>
      [...table.said.map((one) => latest(one)), ...table.told.flatMap(toldToOthers)]
        .filter((view) => /\bBen\b|table:ben/i.test(JSON.stringify(view)))
        .map(textOf),
    /** Lets every message be edited. */
    async settle(): Promise<void> {
      for (let turn = 0; turn < 20; turn += 1) {
        await table.quiet()
        table.clock.advance(5000)
      }
    },
  }
}

const toldToOthers = ({ person, view }: { person: string; view: Parameters<typeof textOf>[0] }) =>
  person === 'table:ben' ? [] : [view]

test('a recap that is weeks old still changes when somebody in it is forgotten, whatever changed it before', async () => {
  await using group = await heldByBen()
  await group.goTo('2026-12-20T18:00:00Z')
  await group.cleo.type('forget-me sure')
  await group.settle()
  expect(group.naming().join()).toContain('Ben’s notes')
  await group.ben.type('forget-me sure')
  await group.settle()
  expect(group.naming()).toEqual([])
})

test('so does one whose record an earlier version has dropped', async () => {
  await using group = await heldByBen()
  const db = new DatabaseSync(group.table.file)
  expect(db.prepare("delete from record where ns like 'board/recap:%'").run().changes).toBe(1)
  db.close()
  await group.ben.type('forget-me sure')
  await group.settle()
  expect(group.naming()).toEqual([])
})

test('messages that can’t be edited are counted if they named the person, and no others', async () => {
  await using group = await heldByBen()
  const { table, ben } = group
  const dan = table.as('Dan', 'manager', { channel: 'elsewhere' })
  await dan.press(await dan.type('reading schedule thu 17:00 UTC group:Others'), 'Confirm')
  await group.settle()
  table.loseChannel('elsewhere')
  await dan.type('reading add arXiv:2001.08361 why:other group:Others')
  await group.settle()
  expect(group.wordsOf(await group.cleo.type('forget-me sure'))).not.toContain("I couldn't change")
  table.loseChannel('main')
  const named = table.said.filter((one) => /\bBen\b|table:ben/i.test(JSON.stringify(latest(one))))
  const told = group.wordsOf(await ben.type('forget-me sure'))
  const [, count] = /I couldn't change (\d+) messages? that may name you/.exec(told) ?? []
  expect(Number(count)).toBeGreaterThanOrEqual(named.length)
  expect(Number(count)).toBeLessThan(
    table.said.filter(({ message }) => message.place.channel === 'main').length,
  )
})

test('the recap of a season, and its file, lose a reason that a manager removes', async () => {
  await using group = await heldByBen()
  const recap = await group.ada.type('reading history recap')
  expect(group.wordsOf(recap)).toContain('Ben')
  const asked = JSON.stringify(latest(group.table.last()))
  expect(asked).toContain('Ben’s reason')
  const paper = /p_[a-z0-9]{10}/.exec(JSON.stringify(await group.ada.type('my-data')))?.[0] ?? ''
  await group.ada.ask({ command: 'remove-reason', args: { paper, reason: 'Ben’s reason', sure: 'yes' } })
  await group.settle()
  const shown = JSON.stringify(latest(group.post('Sessions, the latest first')))
  expect(shown).toContain('Ben’s notes')
  expect(shown).not.toContain('Ben’s reason')
})

test('organisers who were told that somebody has left are not told who any more, once they are forgotten', async () => {
  await using group = await withGroup()
  const { ada, table, goTo, told } = group
  await ada.type('reading facilitators order:table:ben,table:ada')
  await ada.type('reading add arXiv:2312.06942 why:other')
  table.left('table:ben')
  await goTo('2026-11-25T17:01:00Z')
  expect(told('ada').join()).toContain('ben has left, and leads no sessions')
  await group.ben.type('forget-me sure')
  await table.quiet()
  expect(told('ada').join()).toContain('Somebody has left, and leads no sessions')
  expect(told('ada').join()).not.toContain('ben')
})
