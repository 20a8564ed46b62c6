import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { latest, startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { buttonsOf, textOf } from '../view-text.ts'

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
    settle: () => settle(table),
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
  const shown = JSON.stringify(latest(group.post('Sessions, newest first')))
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
  expect(told('ada').join()).toContain('ben has left and no longer leads sessions')
  await group.ben.type('forget-me sure')
  await table.quiet()
  expect(told('ada').join()).toContain('A facilitator has left and no longer leads sessions')
  expect(told('ada').join()).not.toContain('ben')
})

test('the reason for a skip goes with the person who gave it, wherever it is shown, and with nobody else', async () => {
  await using group = await withGroup()
  const { ada, ben, cleo, table, goTo, told } = group
  await ada.type('reading facilitators order:table:ben,table:cleo')
  await ada.type('reading add arXiv:2312.06942 why:other')
  await goTo('2026-11-23T20:00:00Z')
  await ben.type('reading next do:announce')
  await ada.type('reading skip why:"Ada is ill"')
  await table.quiet()
  await ada.type('reading history recap')
  const shown = () => [...table.said.map((one) => textOf(latest(one))), ...told('ben')].join('\n')
  expect(told('ben').join()).toContain('was skipped: Ada is ill. You keep your turn.')
  expect(shown().match(/Ada is ill/g)?.length).toBeGreaterThan(2)
  expect(group.wordsOf(await ada.type('my-data'))).toContain('Ada is ill')
  expect(group.wordsOf(await cleo.type('my-data'))).not.toContain('Ada is ill')
  await cleo.press(await cleo.type('forget-me'), 'Delete everything')
  await settle(table)
  expect(shown()).toContain('Ada is ill')
  await ada.press(await ada.type('forget-me'), 'Delete everything')
  await settle(table)
  expect(shown()).not.toContain('Ada is ill')
  expect(told('ben').join()).toContain('was skipped. You keep your turn.')
  expect(group.wordsOf(await cleo.type('reading history'))).not.toContain('Ada is ill')
})

test('a reason that was stored before its author was stays readable, and nobody’s', async () => {
  await using group = await withGroup()
  const { ada, table } = group
  await ada.type('reading add arXiv:2312.06942 why:other')
  await group.goTo('2026-11-23T20:00:00Z')
  await ada.type('reading skip why:"A holiday"')
  const db = new DatabaseSync(table.file)
  const forget = "update record set v = replace(v, '\"whyBy\":\"table:ada\",', '') where ns like 'session/%'"
  expect(db.prepare(forget).run().changes).toBe(1)
  db.close()
  await ada.press(await ada.type('forget-me'), 'Delete everything')
  expect(group.wordsOf(await group.cleo.type('reading history'))).toContain('skipped (A holiday)')
})

test('notes that several people wrote at go with whichever of them is forgotten', async () => {
  await using group = await heldByBen()
  const { ada, ben } = group
  const form = await ada.press(group.post('Recap:'), 'Add notes…')
  await ada.submit(form, { notes: 'Ben’s notes, and a line of Ada’s' })
  expect(group.wordsOf(await ben.type('my-data'))).toContain('a line of Ada’s')
  await ben.press(await ben.type('forget-me'), 'Delete everything')
  await group.settle()
  expect(group.read(group.post('Recap:'))).not.toContain('Ben’s notes')
})

test('notes to a recap are quoted as those of whoever wrote at them last', async () => {
  await using group = await heldByBen()
  const { ada } = group
  const quoted = () => JSON.stringify(latest(group.post('Recap:')))
  expect(quoted()).toContain('"text":"Ben’s notes","from":"ben"')
  await ada.submit(await ada.press(group.post('Recap:'), 'Add notes…'), { notes: 'Ada’s notes' })
  await group.settle()
  expect(quoted()).toContain('"text":"Ada’s notes","from":"An organiser"')
  await ada.type('reading history recap')
  const recap = JSON.stringify(latest(group.post('Sessions, newest first')))
  expect(recap).toMatch(/Ada’s notes.{0,40}An organiser/s)
})

test('a poll’s note goes with whoever wrote at it, and says who wrote it last', async () => {
  await using table = await startTestBot()
  const [ada, ben, cleo] = [table.as('Ada'), table.as('Ben', 'manager'), table.as('Cleo')]
  await ada.type('poll arXiv:2312.06942 note:"Read section 3"')
  const message = table.last()
  const board = () => textOf(latest(message))
  const poll = buttonsOf(latest(message))[0]?.call.args.poll ?? ''
  const amend = (note: string) => ben.ask({ command: 'amend', args: { poll, title: 'A title', note } })
  await amend('Read section 3, says Ben')
  await settle(table)
  expect(board()).toContain('Read section 3, says Ben')
  expect(JSON.stringify(latest(message))).toContain('"text":"Read section 3, says Ben","from":"Ben"')
  for (const one of [ada, ben])
    expect(wordsOf(await one.type('my-data'))).toContain('Read section 3, says Ben')
  await cleo.press(await cleo.type('forget-me'), 'Delete everything')
  await settle(table)
  expect(board()).toContain('says Ben')
  await ben.press(await ben.type('forget-me'), 'Delete everything')
  await settle(table)
  expect(board()).not.toContain('says Ben')
  expect(wordsOf(await ada.type('my-data'))).not.toContain('says Ben')
})

test('the zone of a closing time goes with whoever typed it', async () => {
  await using table = await startTestBot()
  const [ada, ben] = [table.as('Ada'), table.as('Ben', 'manager')]
  await ada.type('poll arXiv:2312.06942')
  const message = table.last()
  const board = () => textOf(latest(message))
  const poll = buttonsOf(latest(message))[0]?.call.args.poll ?? ''
  const closes = '2026-12-04 17:00 Asia/Kathmandu'
  await ben.ask({ command: 'amend', args: { poll, title: 'A title', closes } })
  await settle(table)
  expect(board()).toContain('Kathmandu')
  expect(wordsOf(await ben.type('my-data'))).toContain('"closesZone": "Asia/Kathmandu"')
  expect(wordsOf(await ada.type('my-data'))).not.toContain('Kathmandu')
  await ada.press(await ada.type('forget-me'), 'Delete everything')
  await settle(table)
  expect(board()).toContain('Kathmandu')
  await ben.press(await ben.type('forget-me'), 'Delete everything')
  await settle(table)
  expect(board()).not.toContain('Kathmandu')
  expect(board()).toContain('closes')
})

/** Lets every message be edited. */
async function settle(table: TestBot): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await table.quiet()
    table.clock.advance(5000)
  }
}
