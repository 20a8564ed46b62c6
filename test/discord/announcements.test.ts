import { expect, test } from 'vitest'
import { channelId, guildId, type Sent } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const sent = ({ components }: Sent): string => JSON.stringify(components)

test('the lines about a poll on Discord lead to it, ping nobody and name nobody who was forgotten', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben, textOf } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A blind one', blind: true }))
  const poll = await story.appears('A blind one')
  const address = `https://discord.com/channels/${guildId}/${channelId}/${poll.id}`
  await story.told(people.press(ben, 'Cog · Worst', poll))

  await story.confirms(ada, people.slash(ada, 'reveal'), 'Reveal votes')
  const revealed = await story.appears('@Ada revealed the votes on “A blind one”. You can still vote: ')
  expect(sent(revealed)).toContain(`[Go to the poll](<${address}>).`)
  expect(sent(revealed)).toContain(`<@${ada.id}>`)
  expect(textOf(await story.appears('Votes are visible.', poll.id))).toContain('Cognitivist × Worst-case')

  await people.answered(people.slash(ada, 'close'))
  expect(sent(story.note(ada))).toContain(`The result is [in its thread](<${address}>)`)
  const closed = await story.appears('closed round 1 on “A blind one”: 1 vote. ')
  const outcome = await story.appears('Round 1 is closed.', poll.id)
  expect(sent(closed)).toContain(
    `[Result in the thread](<https://discord.com/channels/${guildId}/${poll.id}/${outcome.id}>).`,
  )

  await people.answered(people.slash(ada, 'revote', { blind: true }))
  const again = 'Round 2 on “A blind one” is open. Vote again, whether or not you changed your mind: '
  for (const where of [channelId, poll.id])
    expect(textOf(await story.appears(again, where))).toContain('Votes in this round stay hidden')

  const edit = people.slash(ada, 'edit')
  await people.answered(edit)
  await people.answered(people.submit(ada, edit, { closes: '24h' }))
  await story.appears('@Ada moved the closing time of “A blind one” to ‹<t:')

  await story.forgets(ada)
  for (const one of [revealed, closed]) {
    await story.says(one, 'Someone who left')
    expect(sent(one)).not.toContain(ada.id)
  }
  story.isClean()
})
