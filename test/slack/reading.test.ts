import { expect, test } from 'vitest'
import { keyOf } from '../platforms/slack/world.ts'
import { forgets } from './confirms.ts'
import { connectedInProcess } from './open-slack.ts'
import { picturesIn, storyOf } from './storyteller.ts'

const hourMs = 3_600_000

/** Weekly, three hours from now: a session is prepared and announced at once, and opens by itself in none of this. */
function soon(): string {
  const at = new Date(Date.now() + 3 * hourMs).toUTCString()
  return `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
}

/**
 * Again, while the group does something by itself; organisers are told of a lacking permission meanwhile.
 *
 * @param ask Gives the answer.
 */
async function runStep(ask: () => Promise<string>): Promise<void> {
  if (/I'm busy with this group right now\.|I'm missing the permission/.test(await ask())) await runStep(ask)
}

test('a reading group on Slack reads together: its clock is a date, and the poll waits for who leads it', async () => {
  await using table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const { ada, ben, cleo } = home
  const teller = storyOf({ slack, workspace: home })
  await teller.told(people.slash(ada, `reading schedule ${soon()} together 30m`))
  await people.answered(people.press(ada, 'Confirm', teller.note(ada)))
  await teller.told(people.slash(cleo, 'reading add The paper why:everyone cites it'))
  await teller.appears('Reading group: next session')
  await runStep(() => teller.told(people.slash(ada, 'reading next do:open')))
  const opening = await teller.appears("Reading group: today's session has started")
  expect(JSON.stringify(opening.blocks)).toContain('"format":"{time}"')
  expect(await teller.told(people.press(ben, "I've read it", opening))).toContain("you've read it")
  await teller.says(opening, '1 here, 1 has read it.')
  expect(await teller.told(people.slash(ada, 'reading sheet'))).toContain('Your sheet for The paper')
  await teller.told(people.press(ada, 'Start the poll now', teller.note(ada)))
  const poll = await teller.appears('[Cog · Worst]', { under: opening })
  expect(await teller.told(people.press(ben, 'Cog · Worst', poll))).toContain("You've read it.")
  teller.isClean()
})

test('a reading group on Slack meets in a thread, and what it sums up is in the channel, with its file', async () => {
  await using table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const { ada, ben, cleo } = home
  const teller = storyOf({ slack, workspace: home })
  const run = async (step: string) => runStep(() => teller.told(people.slash(ada, `reading next do:${step}`)))

  await teller.told(people.slash(ada, `reading schedule ${soon()}`))
  await people.answered(people.press(ada, 'Confirm', teller.note(ada)))
  const board = await teller.appears('No papers yet. Press Nominate to add one.')
  const form = await teller.form(people.press(cleo, 'Nominate…', board))
  expect(
    await teller.told(people.submit(cleo, form, { paper: 'The paper', why: 'everyone cites it' })),
  ).toContain('Added “The paper” to the list and counted your vote.')
  const announcement = await teller.appears('Reading group: next session')
  await teller.told(people.press(ben, 'Coming', announcement))
  await teller.says(announcement, '1 person is coming.')
  // A private answer carries no file: it comes as a direct message.
  expect(await teller.told(people.press(cleo, 'Add to calendar', announcement))).toContain(
    'Open this file to add it to your calendar.',
  )
  await slack.until(() => [...home.files.values()].some(({ name }) => /^Reading group .*\.ics$/.test(name)))
  await teller.told(people.press(ben, "I'll lead", announcement))

  expect(await teller.told(people.slash(ada, `reading facilitators order:<@${ben.id}>`))).toContain('1.')
  await run('open')
  const opening = await teller.appears("Reading group: today's session has started")
  const poll = await teller.appears('[Cog · Worst]', { under: opening })
  await slack.until(() => picturesIn(poll.blocks).length === 1)
  await teller.told(people.press(ben, 'Cog · Worst', poll))
  await teller.told(people.press(cleo, 'Eng · Avg', poll))
  await run('reveal')
  await teller.appears('Votes are visible.', { under: opening })
  await run('recap')
  const recap = await teller.appears('Recap: The paper', { under: opening })
  expect(home.timelineOf(home.general).map((sent) => keyOf(home.general.id, sent.ts))).toContain(
    keyOf(home.general.id, recap.ts),
  )
  await teller.says(announcement, 'Reading group read ')

  await people.answered(people.slash(ben, 'reading history recap'))
  const season = await teller.appears('Season 1')
  expect(slack.textOf(season)).toContain('reading-group-season-1.md is in the thread.')
  const files = () =>
    home
      .shownIn(home.general)
      .filter(({ threadTs }) => threadTs === season.ts)
      .flatMap(({ files }) => files.map((id) => home.files.get(id)?.name))
  await slack.until(() => files().length > 0)
  expect(files()).toEqual(['reading-group-season-1.md'])

  // Ben, whom it thanks, is forgotten: the message changes, and another file takes the place of the one below it.
  const below = () => [...home.files.values()].filter(({ name }) => name.endsWith('season-1.md'))
  const [thanking] = below()
  expect(slack.textOf(season)).toContain('Facilitators: ')
  await forgets(slack, ben)
  await slack.until(() => !slack.textOf(season).includes('Facilitators: '))
  await slack.until(() => below().length === 2 && thanking?.isDeleted === true)
  await slack.until(() => files().length === 1)
  expect(slack.textOf(season)).toContain('reading-group-season-1.md is in the thread.')
  teller.isClean()
})
