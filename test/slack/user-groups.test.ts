import { expect, test } from 'vitest'
import { connectedInProcess } from './open-slack.ts'
import { inputOf, storyOf } from './storyteller.ts'

const paper = 'https://arxiv.org/abs/2312.06942'
const readers = 'S0GROUP1'
const mention = `<!subteam^${readers}|@readers>`

/** A user group of Ben, Cleo and Eve, who is not in the channel. @param hasScope Whether the app may see who is in it. */
async function withGroup({ hasScope = true } = {}) {
  const table = await connectedInProcess()
  const { home, people } = table.slack
  const eve = home.join('Eve')
  home.userGroups.set(readers, [home.ben.id, home.cleo.id, eve.id])
  if (hasScope) home.bot.scopes = [...home.bot.scopes, 'usergroups:read']
  const story = storyOf({ slack: table.slack, workspace: home })
  return { ...table, home, people, story }
}

test('a user group stands for its members in the channel, each once', async () => {
  await using table = await withGroup()
  const { home, people, story } = table
  const { ada, ben } = home
  await people.answered(people.slash(ada, `poll ${paper} expect:${people.at(ben)},${mention}`))
  expect(await story.told(people.slash(ada, 'results'))).toContain('0 of 2')
  story.isClean()
})

test('an anonymous poll counts the members of a user group', async () => {
  await using table = await withGroup()
  const { home, people, story } = table
  expect(await story.told(people.slash(home.ada, `poll ${paper} anonymous expect:${mention}`))).toContain(
    'You expect 2 people. An anonymous poll shows nothing below 5 votes.',
  )
  story.isClean()
})

test.each([
  ['without the scope', { hasScope: false }, readers, "I can't see who is in that user group."],
  ['that is not there', {}, 'S0GROUP2', "I can't see who is in that user group."],
  ['of nobody here', {}, 'S0GROUP3', 'Nobody in that user group is in this channel.'],
  ['of more than 200 people', {}, 'S0GROUP4', "I can't see who is in that user group."],
])('a user group %s is said so at its field', async (_, options, group, words) => {
  await using table = await withGroup(options)
  const { home, people, story } = table
  home.userGroups.set('S0GROUP3', [home.join('Fay').id])
  const crowd = Array.from({ length: 201 }, (_, i) => home.join(`Reader ${i}`).id)
  home.userGroups.set('S0GROUP4', crowd)
  for (const id of crowd) home.general.members.add(id)
  const form = await story.form(
    people.slash(home.ada, `poll ${paper} expect:${people.at(home.ben)},<!subteam^${group}>`),
  )
  expect(table.slack.textOf(form)).toContain(words)
  expect(inputOf(form, 'expect')).toMatchObject({ initial_users: [home.ben.id] })
  story.isClean()
})
