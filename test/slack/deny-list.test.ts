import { expect, test } from 'vitest'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import { rowsOf } from '../store/rows.ts'
import { pollOn, seatedInProcess } from './table.ts'

/** A public and a private channel of everybody, and Ada, who is an admin. */
async function seatedPeople() {
  const table = await seatedInProcess()
  const { home, people } = table.slack
  const [dan, mal] = [home.join('Dan'), home.join('Mal')]
  const members = [home.ada, home.ben, home.cleo, dan, mal]
  const lobby = home.openChannel('lobby', { kind: 'public', creator: home.founder, members })
  const closed = home.openChannel('closed', { kind: 'private', creator: home.founder, members })
  const type = (person: Person, words: string, where: Channel) =>
    table.told(people.slash(person, words, where))
  return {
    ...table,
    home,
    people,
    dan,
    mal,
    members,
    lobby,
    closed,
    type,
    async opens(person: Person, paper: string, where: Channel) {
      await people.answered(people.slash(person, `poll ${paper}`, where))
      return table.appears(paper, where)
    },
  }
}

const refused = "You can't open polls here."

test('who is denied in the workspace is denied in its private channels', async () => {
  await using table = await seatedPeople()
  const { home, people, dan, lobby, closed, type } = table
  await type(home.ada, `settings deny add:${people.at(dan)}`, lobby)
  for (const channel of [lobby, closed]) {
    expect(await type(dan, 'poll A paper', channel)).toContain(refused)
    expect(await type(home.ada, 'settings deny', channel)).toContain('In every channel: Dan')
  }
})

test('whoever makes a channel denies nobody in the channels of others', async () => {
  await using table = await seatedPeople()
  const { home, people, dan, mal, members, type } = table
  const papers = home.openChannel('papers', { kind: 'public', creator: dan, members })
  const mine = home.openChannel('mine', { kind: 'public', creator: mal, members })
  expect(await type(mal, `settings deny add:${people.at(dan)}`, mine)).toContain('In this channel: Dan')
  expect(await type(dan, 'poll A paper', mine)).toContain(refused)
  await table.opens(dan, 'A paper of mine', papers)
  expect(await type(dan, 'settings deny', papers)).toContain('Nobody is on the deny list.')
})

test('a poll of a private channel is found from another by whoever sees it, and that is no attempt', async () => {
  await using table = await seatedPeople()
  const { home, lobby, closed, type, database } = table
  const poll = pollOn(await table.opens(home.ben, 'A closed paper', closed))
  expect(await type(home.ben, `results ${poll}`, lobby)).toContain('A closed paper')
  expect(await type(home.join('Mia'), `results ${poll}`, lobby)).toContain("I can't find that.")
  expect(rowsOf(database).filter((row) => row.includes('id of another space'))).toEqual([])
})
