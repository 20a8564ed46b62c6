import { describe, expect, test } from 'vitest'
import { startSlack } from '../../platforms/slack/loopback.ts'
import { actions, button } from './blocks.ts'
import { clientOf, lastIn, still } from './clients.ts'
import { answerAt, listen } from './listen.ts'

describe('response addresses', () => {
  test('take five answers within half an hour, also where the bot is no member', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const hidden = home.openChannel('hidden', { kind: 'private', hasBot: false })
    const asked = people.slash(home.ben, 'help', hidden)
    bot.acknowledge(await bot.at(1))
    for (const text of ['1', '2', '3', '4'])
      expect((await answerAt(asked.responseUrl, { text })).status).toBe(200)
    expect(people.lastHeard(home.ben)?.text).toBe('4')
    expect(asked.isAnswered).toBe(true)
    const refusal = await answerAt(asked.responseUrl, { text: '5', blocks: [{ type: 'x' }] })
    expect([refusal.status, await refusal.text()]).toEqual([404, 'invalid_blocks'])
    await answerAt(asked.responseUrl, { text: 'for all', response_type: 'in_channel' })
    expect(slack.textOf(lastIn(slack, hidden))).toBe('for all')
    expect(await (await answerAt(asked.responseUrl, { text: '6' })).text()).toBe('used_url')
    const late = people.slash(home.ben, 'help')
    bot.acknowledge(await bot.at(2))
    slack.expireResponses()
    expect(await (await answerAt(late.responseUrl, { text: '1' })).text()).toBe('expired_url')
    expect(slack.violations).toEqual([
      expect.stringContaining('/blocks/0/type'),
      expect.stringContaining('sixth'),
    ])
    await slack.close()
  })

  test('take the answer to what was asked, whatever else the person is told meanwhile', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const asked = people.slash(home.ben, 'help')
    bot.acknowledge(await bot.at(1))
    const client = clientOf(slack)
    const tell = (text: string) =>
      client.chat.postMessage({ channel: home.directOf(home.ben).id, text, ...still })
    await tell('a notice')
    expect(asked.note).toBeUndefined()
    await answerAt(asked.responseUrl, { text: 'the answer' })
    await tell('another notice')
    expect(people.lastHeard(home.ben)?.text).toBe('another notice')
    expect(asked.note?.text).toBe('the answer')
    expect(slack.violations).toEqual([])
    await slack.close()
  })

  test('replace or delete what was pressed on, and nothing after a command', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const asked = people.slash(home.ben, 'help')
    bot.acknowledge(await bot.at(1))
    const blocks = [actions(button('a'))]
    await answerAt(asked.responseUrl, { text: 'note', blocks })
    const note = people.lastHeard(home.ben)
    if (note === undefined) throw new Error('Nothing was said')
    const pressed = people.press(home.ben, 'Press', note)
    const envelope = await bot.at(2)
    expect(envelope.payload).toMatchObject({
      container: { is_ephemeral: true },
      actions: [{ action_id: 'a' }],
    })
    expect(envelope.payload).not.toHaveProperty('message')
    bot.acknowledge(envelope)
    await answerAt(pressed.responseUrl, { text: 'other', replace_original: true })
    expect(note).toMatchObject({ text: 'other', edits: 1 })
    await answerAt(pressed.responseUrl, { delete_original: true })
    expect(people.lastHeard(home.ben)).toBeUndefined()
    expect(slack.violations).toEqual([])
    await answerAt(asked.responseUrl, { text: 'again', replace_original: true })
    expect(slack.violations).toEqual([expect.stringContaining('no original')])
    await slack.close()
  })
})
