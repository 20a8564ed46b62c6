import { expect, test } from 'vitest'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

test('the lines about a poll on Slack lead to it, and name nobody who was forgotten', async () => {
  await using table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const { ada, ben, general } = home
  const teller = storyOf({ slack, workspace: home })
  const poll = await teller.opens(ada, 'poll "A blind one" blind')
  // Who speaks to their computer says what they see.
  expect(JSON.stringify(poll.blocks)).toContain(
    '"accessibility_label":"Eng · Avg, Engineering × Average-case"',
  )
  const address = `/archives/${general.id}/p${poll.ts.replace('.', '')}`
  await teller.told(people.press(ben, 'Cog · Worst', poll))

  await teller.told(people.slash(ada, 'reveal'))
  await people.answered(people.press(ada, 'Reveal votes', teller.note(ada)))
  const revealed = await teller.appears('Ada revealed the votes on “A blind one”. You can still vote: ')
  expect(JSON.stringify(revealed.blocks)).toContain(address)
  expect(slack.textOf(await teller.appears('Votes are visible.', { under: poll }))).toContain(
    'Cognitivist × Worst-case',
  )

  await people.answered(people.slash(ada, 'close'))
  const closed = await teller.appears('Ada closed round 1 on “A blind one”: 1 vote. ')
  const outcome = await teller.appears('Round 1 is closed.', { under: poll })
  expect(JSON.stringify(closed.blocks)).toContain(
    `/archives/${general.id}/p${outcome.ts.replace('.', '')}?thread_ts=${poll.ts}&cid=${general.id}`,
  )

  await people.answered(people.slash(ada, 'revote blind'))
  const again = 'Round 2 on “A blind one” is open. Vote again, whether or not you changed your mind: '
  for (const where of [{}, { under: poll }])
    expect(slack.textOf(await teller.appears(again, where))).toContain('Votes in this round stay hidden')

  const form = await teller.form(people.slash(ada, 'edit'))
  await people.answered(people.submit(ada, form, { closes: '24h' }))
  await teller.appears('Ada moved the closing time of “A blind one” to ')

  await teller.told(people.slash(ada, 'forget-me'))
  await people.answered(people.press(ada, 'Delete everything', teller.note(ada)))
  for (const one of [revealed, closed]) {
    await teller.says(one, 'Someone who left')
    expect(JSON.stringify(one)).not.toContain('Ada')
  }
  teller.isClean()
})
