import { describe, expect, test } from 'vitest'
import { startSlack } from '../../platforms/slack/loopback.ts'
import { modal } from './blocks.ts'
import { clientOf, inChannel } from './clients.ts'
import { answerAt, listen } from './listen.ts'

describe('deliveries over Socket Mode', () => {
  test('go to each connection in turn, and to none that was asked to go', async () => {
    const slack = await startSlack()
    const { home, people, sockets } = slack
    const [first, second] = [await listen(slack), await listen(slack)]
    await sockets.waitFor(2)
    people.slash(home.ben, 'a')
    people.slash(home.ben, 'b')
    first.acknowledge(await first.at(1))
    second.acknowledge(await second.at(1))
    sockets.refresh()
    expect((await first.at(2)).type).toBe('disconnect')
    const [third, fourth] = [people.slash(home.ben, 'c'), people.slash(home.ben, 'd')]
    second.acknowledge(await second.at(2))
    second.acknowledge(await second.at(3))
    await people.acknowledged(third)
    await people.acknowledged(fourth)
    expect(sockets.count()).toBe(1)
    sockets.drop()
    expect(people.slash(home.ben, 'e').failed).toBe(true)
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('are acknowledged once and in time, or it is a violation; events come again', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    people.slash(home.ben, 'twice')
    const twice = await bot.at(1)
    bot.acknowledge(twice)
    bot.acknowledge(twice)
    await slack.until(() => slack.violations.length === 1)
    slack.patience = 200
    people.slash(home.ben, 'late')
    const late = await bot.at(2)
    people.mention(home.ben, 'hello')
    const [event, again] = [await bot.at(3), await bot.at(4)]
    expect(event.retry_attempt).toBeUndefined()
    expect(again).toMatchObject({ retry_attempt: 1, payload: { event_id: event.payload.event_id } })
    expect(again.envelope_id).not.toBe(event.envelope_id)
    slack.patience = 100
    bot.acknowledge(late)
    await slack.until(() => slack.violations.length === 2)
    slack.patience = Number.POSITIVE_INFINITY
    bot.acknowledge(again)
    people.slash(home.ben, 'never')
    await bot.at(5)
    await slack.until(() => slack.violations.length === 2)
    expect(slack.violations).toEqual([
      expect.stringContaining('twice'),
      expect.stringMatching(/after \d+ ms/),
    ])
    await slack.close()
    expect(slack.violations).toContain('slash of ben was never acknowledged')
  })

  test('that are lost with their connection fail for the person, without blame', async () => {
    const slack = await startSlack()
    const bot = await listen(slack)
    const asked = slack.people.slash(slack.home.ben, 'lost')
    await bot.at(1)
    bot.socket.terminate()
    await slack.until(() => asked.failed === true)
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('of the same thing again carry the same payload', async () => {
    const slack = await startSlack()
    const bot = await listen(slack)
    const asked = slack.people.slash(slack.home.ben, 'again')
    const first = await bot.at(1)
    const other = slack.people.deliverAgain(asked)
    const second = await bot.at(2)
    expect(second.payload).toEqual(first.payload)
    for (const envelope of [first, second]) bot.acknowledge(envelope)
    await answerAt(other.responseUrl, { text: 'x' })
    expect(other.isAnswered).toBe(true)
    await slack.close()
  })

  test('of events stop when the bot left, and a command still comes', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    people.removeBot(home.general)
    people.mention(home.ben, 'are you there?')
    people.slash(home.ben, 'hello')
    const left = { type: 'member_left_channel', user: home.bot.user, channel: home.general.id }
    expect((await bot.at(1)).payload).toMatchObject({ event: left })
    expect((await bot.at(2)).type).toBe('slash_commands')
    people.invite(home.general)
    people.mention(home.ben, 'and now?')
    expect((await bot.at(3)).payload).toMatchObject({ event: { type: 'app_mention' } })
    for (const envelope of bot.heard.slice(1)) bot.acknowledge(envelope)
    await slack.close()
  })
})

describe('what the bot hears', () => {
  test('in direct conversations is also what it said itself, by its own name', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const { chat } = clientOf(slack)
    people.direct(home.ben, 'hello <b>')
    const direct = home.directOf(home.ben)
    const said = { channel: direct.id, channel_type: 'im', text: 'hello &lt;b&gt;', user: home.ben.id }
    expect((await bot.at(1)).payload).toMatchObject({ type: 'event_callback', event: said })
    const { ts = '' } = await chat.postMessage(inChannel(slack, direct))
    expect((await bot.at(2)).payload).toMatchObject({ event: { bot_id: home.bot.id, text: 'x' } })
    await chat.update({ channel: direct.id, ts, text: 'y', blocks: [{ type: 'divider' }] })
    expect((await bot.at(3)).payload).toMatchObject({
      event: { subtype: 'message_changed', message: { text: 'y' } },
    })
    for (const envelope of bot.heard.slice(1)) bot.acknowledge(envelope)
    await slack.close()
  })

  test('of menus, shortcuts and closed forms is where they were and what they hang on', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const hidden = home.openChannel('hidden', { kind: 'private' })
    const message = people.say(home.ada, `read https://a.org with ${people.at(home.ben)}`, {
      channel: hidden,
    })
    people.menu(home.ben, 'place', message)
    expect((await bot.at(1)).payload).toMatchObject({
      type: 'message_action',
      callback_id: 'place',
      channel: { id: hidden.id, name: 'privategroup' },
      message: { text: `read <https://a.org> with <@${home.ben.id}>`, user: home.ada.id },
    })
    const asked = people.shortcut(home.ben, 'start')
    expect((await bot.at(2)).payload).toMatchObject({ type: 'shortcut', callback_id: 'start' })
    const view = modal([], { notify_on_close: true, private_metadata: 'm' })
    await clientOf(slack).apiCall('views.open', { trigger_id: asked.triggerId, view })
    if (asked.view === undefined) throw new Error('No form was opened')
    const closed = people.closeView(home.ben, asked.view)
    const last = await bot.at(3)
    expect(last.payload).toMatchObject({ type: 'view_closed', view: { private_metadata: 'm' } })
    expect(people.viewOf(home, home.ben)).toBeUndefined()
    for (const envelope of bot.heard.slice(1, 3)) bot.acknowledge(envelope)
    bot.acknowledge(last)
    await people.acknowledged(closed)
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})
