import { expect, test } from 'vitest'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

test.each([
  ['conversations.open', 'user_not_visible'],
  ['files.completeUploadExternal', 'messages_tab_disabled'],
])(
  'a file that Slack refuses at %s is said not to be sent, beside the link if there is one',
  async (called, error) => {
    await using table = await connectedInProcess('socket', { PUBLIC_URL: 'https://grid.example' })
    const { slack } = table
    const { people, home } = slack
    const { ada, ben } = home
    const teller = storyOf({ slack, workspace: home })
    const day = new Date(Date.now() + 24 * 3_600_000).toUTCString().slice(0, 3).toLowerCase()
    await teller.told(people.slash(ada, `reading schedule ${day} 17:00 UTC`))
    await people.answered(people.press(ada, 'Confirm', teller.note(ada)))
    const board = await teller.appears('No papers yet. Press Nominate to add one.')
    const form = await teller.form(people.press(ben, 'Nominate…', board))
    await teller.told(people.submit(ben, form, { paper: 'The paper', why: 'everyone cites it' }))
    const announcement = await teller.appears('Reading group: next session')
    slack.makeTrouble((method) => (method === called ? { error } : undefined))

    const told = await teller.told(people.press(ben, 'Add to calendar', announcement))
    expect(told).toContain("I couldn't send you the file.")
    expect(told).not.toContain('is in our direct messages')
    expect(told).toMatch(/https:\/\/grid\.example\/feeds\/[^/]+\/calendar\.ics/)
    expect(told).not.toContain('Something went wrong')
    expect(teller.filesFor(ben)).toEqual([])

    slack.makeTrouble(() => undefined)
    expect(await teller.told(people.press(ben, 'Add to calendar', announcement))).toContain(
      'is in our direct messages',
    )
    teller.isClean()
  },
)
