import { expect, test } from 'vitest'
import { joinedRows } from '../anonymity/joined-rows.ts'
import { rowsOf } from '../store/rows.ts'
import { openWeb } from './open-web.ts'

test('no record of the playground joins a person and an anonymous ballot', async () => {
  await using playground = await openWeb()
  const [ada, ben] = [playground.as('Ada'), playground.as('Ben')]
  const rows = () => rowsOf(playground.database)
  const joined = () => joinedRows(playground.database, 'web:ben')
  await ada.type('/grid poll "A poll to vote on" anonymous')
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(await ada.sees()))?.[0] ?? ''
  const cast = (args: Readonly<Record<string, string>>) =>
    ben.press({ command: 'cast', args: { poll, ...args } })

  await ben.press({ command: 'vote', args: { poll, answer: '8' } })
  expect(joined()).toEqual([])
  expect(JSON.stringify(await ben.press({ command: 'ballot', args: { poll } }))).toContain('"value":"2"')
  expect(JSON.stringify(await cast({ approach: '0', why: 'Zq7words, half sent' }))).toContain(
    'Not saved: case focus is missing.',
  )
  expect(JSON.stringify(await cast({ approach: '0', case: '1', why: 'Zq7words' }))).toContain('Zq7words')
  expect(joined()).toEqual([])
  expect(rows().some((row) => row.startsWith('ballot/') && row.includes('Zq7words'))).toBe(true)
  expect(rows().filter((row) => row.includes('Zq7words, half sent'))).toEqual([])
})
