import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { until } from '../until.ts'
import { connectedInProcess } from './open-slack.ts'

test('what somebody typed for a poll that was asked about goes with them', async () => {
  await using table = await connectedInProcess()
  const { slack, database } = table
  const { people, home } = slack
  const isKept = async () => {
    const files = [database, `${database}-wal`].map((path) => readFile(path, 'latin1').catch(() => ''))
    return (await Promise.all(files)).some((text) => text.includes('Zq7words'))
  }
  await people.answered(people.slash(home.ada, `poll asdf note:"Zq7words ${'漢'.repeat(400)}"`))
  const note = people.lastHeard(home.ada)
  expect(note && slack.textOf(note)).toContain('Is “asdf” the title of a paper?')
  expect(await isKept()).toBe(true)
  await people.answered(people.slash(home.ada, 'forget-me sure'))
  await until(async () => !(await isKept()))
  expect(slack.violations).toEqual([])
})
