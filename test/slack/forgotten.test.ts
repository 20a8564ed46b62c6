import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { until } from '../until.ts'
import { forgets } from './confirms.ts'
import { connectedInProcess } from './open-slack.ts'
import { seatedInProcess } from './table.ts'

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
  await forgets(slack, home.ada)
  await until(async () => !(await isKept()))
  expect(slack.violations).toEqual([])
})

test('the answer links to a message in a channel that the bot was taken out of', async () => {
  await using table = await seatedInProcess()
  const { slack, told } = table
  const { people, home } = slack
  const board = await table.poll('A paper to talk about')
  await told(people.press(home.ben, 'Cog · Worst', board))
  people.removeBot(home.general)
  await forgets(slack, home.ben, home.directOf(home.ben))
  const note = JSON.stringify(table.note(home.ben).blocks)
  expect(note).toContain("I couldn't change 1 message that may name you")
  const path = `archives/${home.general.id}/p${board.ts.replace('.', '')}`
  expect(note).toContain(`https://${home.domain}.slack.com/${path}`)
  people.invite(home.general)
  await slack.until(
    () => slack.textOf(board).includes('someone who left') || !slack.textOf(board).includes('Ben'),
  )
})

test('what others were told privately of somebody’s turn changes when they are forgotten', async () => {
  await using table = await seatedInProcess()
  const { slack, told } = table
  const { people, home } = slack
  const { ada, ben } = home
  await told(people.slash(ada, 'reading schedule wed 17:00 UTC'))
  await people.answered(people.press(ada, 'Confirm', table.note(ada)))
  await told(people.slash(ada, `reading facilitators order:<@${ada.id}>,<@${ben.id}>`))
  await told(people.slash(ben, `reading facilitators swap:<@${ada.id}>`))
  const notice = await table.appears('swapped turns with you', home.directOf(ada))
  expect(JSON.stringify(notice.blocks)).toContain('Swap back')
  await forgets(slack, ben)
  await slack.until(() => slack.textOf(notice).includes("was swapped with someone else's"))
  expect(JSON.stringify(notice.blocks)).not.toMatch(/Swap back|Ben/)
})
