import { describe, expect, test } from 'vitest'
import { seatedInProcess } from './table.ts'

/** A poll by Ada in a channel that Ada has made, where Ben is a member and Gus a guest. */
async function opened() {
  const table = await seatedInProcess()
  const { home, people } = table.slack
  const guest = home.join('Gus', { guestOf: 'channels' })
  const members = [home.ada, home.ben, home.cleo, guest]
  const channel = home.openChannel('papers', { kind: 'public', creator: home.ada, members })
  await table.poll('A paper to talk about', channel)
  const type = (person: typeof guest, words: string) => table.told(people.slash(person, words, channel))
  return { ...table, channel, guest, type, people, home }
}

const refused = /^(You can't .* here|Only .+ can .+)\./

describe('settings managers, on Slack', () => {
  test('lets the creator of a channel name others, as long as they are full members of it', async () => {
    await using table = await opened()
    const { home, type, people, channel } = table
    expect(await type(home.ben, 'settings audit')).toMatch(refused)
    expect(await type(home.ben, `settings managers add:${people.at(home.ben)}`)).toMatch(refused)
    expect(await type(home.ada, `settings managers add:${people.at(home.ben)}`)).toContain('Ben')
    expect(await type(home.ben, 'settings audit')).toContain('manager no → yes')
    expect(await type(home.ben, 'delete')).toContain('Delete the poll')
    // From a channel in which they are nothing.
    expect(await table.told(people.slash(home.ben, 'settings audit', home.general))).toMatch(refused)
    await people.acknowledged(people.leave(home.ben, channel))
    expect(await type(home.ben, 'delete')).toMatch(refused)
  })

  test('names no guest', async () => {
    await using table = await opened()
    const { home, type, people, guest } = table
    expect(await type(home.ada, `settings managers add:${people.at(guest)}`)).toContain(
      "Gus can't be a manager of this channel.",
    )
  })

  test('is filled in as a form, with a picker of people', async () => {
    await using table = await opened()
    const { home, type, people, channel } = table
    await type(home.ada, 'settings')
    await table.told(people.press(home.ada, 'Managers…', table.note(home.ada)))
    const form = people.press(home.ada, 'Change…', table.note(home.ada))
    await people.answered(form)
    if (form.view === undefined) throw new Error('No form was opened')
    await people.answered(people.submit(home.ada, form.view, { add: home.ben.id }))
    expect(await table.told(people.slash(home.ben, 'settings audit', channel))).toContain('manager no → yes')
  })
})
