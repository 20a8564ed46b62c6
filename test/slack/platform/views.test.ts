import { describe, expect, test } from 'vitest'
import { startSlack } from '../../platforms/slack/loopback.ts'
import { actions, button, input, modal, mrkdwn, option, plain, section } from './blocks.ts'
import { clientOf, errorOf } from './clients.ts'
import { listen } from './listen.ts'

describe('views', () => {
  async function withForm(view: object = modal([input({ type: 'plain_text_input' }, { block_id: 'why' })])) {
    const slack = await startSlack()
    const bot = await listen(slack)
    const asked = slack.people.slash(slack.home.ben, 'form')
    const envelope = await bot.at(1)
    bot.acknowledge(envelope)
    const client = clientOf(slack)
    const open = () => client.apiCall('views.open', { trigger_id: asked.triggerId, view })
    return { slack, bot, asked, client, open }
  }

  test('open once for each trigger, within three seconds', async () => {
    const { slack, asked, open } = await withForm()
    expect(await errorOf(open())).toBe('ok')
    expect(asked.isAnswered).toBe(true)
    expect(await errorOf(open())).toBe('exchanged_trigger_id')
    expect(slack.violations).toHaveLength(1)
    asked.pastMs += 3001
    expect(await errorOf(open())).toBe('expired_trigger_id')
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })

  test('that only say to wait are no answer yet', async () => {
    const { slack, asked, open, client } = await withForm(
      modal([section(plain('Loading…'))], { submit: undefined }),
    )
    await open()
    expect(asked.isAnswered).toBe(false)
    const { id = '', hash = '' } = asked.view ?? {}
    const view = { type: 'modal' as const, title: plain('Done'), blocks: [] }
    expect(await errorOf(client.views.update({ view_id: id, hash: 'old', view }))).toBe('hash_conflict')
    await client.views.update({ view_id: id, hash, view })
    expect(asked.isAnswered).toBe(true)
    expect(await errorOf(client.views.update({ view_id: 'V1', view }))).toBe('not_found')
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('stack three high', async () => {
    const { slack, bot, open, client } = await withForm(modal([actions(button('more'))]))
    await open()
    for (const [place, error] of [
      [2, 'ok'],
      [3, 'ok'],
      [4, 'push_limit_reached'],
    ] as const) {
      const { home, people } = slack
      const top = people.viewOf(home, home.ben)
      if (top === undefined) throw new Error('No view is open')
      const pressed = people.press(home.ben, 'Press', top)
      bot.acknowledge(await bot.at(place))
      expect(
        await errorOf(
          client.apiCall('views.push', {
            trigger_id: pressed.triggerId,
            view: modal([actions(button('more'))]),
          }),
        ),
      ).toBe(error)
    }
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })

  test('are sent with all that is filled in, and only where nothing is missing', async () => {
    const fields = [
      input({ type: 'plain_text_input', initial_value: 'x' }, { block_id: 'why' }),
      input(
        { type: 'radio_buttons', options: [option('1', 'One'), option('2', 'Two')] },
        { block_id: 'which' },
      ),
      input({ type: 'checkboxes', options: [option('yes', 'Yes')] }, { block_id: 'flag', optional: true }),
      input({ type: 'multi_users_select' }, { block_id: 'who', optional: true }),
      input({ type: 'external_select' }, { block_id: 'topic', optional: true }),
      input(
        { type: 'conversations_select', default_to_current_conversation: true, response_url_enabled: true },
        { block_id: 'where' },
      ),
    ]
    const { slack, bot, asked, open } = await withForm(modal(fields))
    await open()
    const { home, people } = slack
    const form = asked.view
    if (form === undefined) throw new Error('No form was opened')
    expect(people.submit(home.ben, form, {}).errors).toEqual({
      which: 'Please complete this required field.',
    })

    const looking = people.suggest(home.ben, form, 'topic', 'ai')
    bot.acknowledge(await bot.at(2), { options: [option('t1', 'AI control')] })
    await people.answered(looking)
    const values = { which: '2', flag: 'yes', who: `${home.ada.id},${home.ben.id}`, topic: 't1' }
    const sent = people.submit(home.ben, form, values, looking.options)
    const envelope = await bot.at(3)
    expect(envelope.payload).toMatchObject({
      type: 'view_submission',
      response_urls: [{ block_id: 'where', channel_id: home.general.id }],
      view: {
        state: {
          values: {
            why: { a: { type: 'plain_text_input', value: 'x' } },
            which: { a: { selected_option: { value: '2' } } },
            flag: { a: { selected_options: [{ value: 'yes' }] } },
            who: { a: { selected_users: [home.ada.id, home.ben.id] } },
            topic: { a: { selected_option: { text: { text: 'AI control' } } } },
            where: { a: { selected_conversation: home.general.id } },
          },
        },
      },
    })
    bot.acknowledge(envelope, { response_action: 'errors', errors: { which: 'Think again' } })
    await people.answered(sent)
    expect(sent.errors).toEqual({ which: 'Think again' })
    expect(form.isOpen).toBe(true)
    const again = people.submit(home.ben, form, values)
    bot.acknowledge(await bot.at(4), { response_action: 'errors', errors: { nothing: 'Think again' } })
    await people.acknowledged(again)
    expect(slack.violations).toEqual([expect.stringContaining('no inputs')])
    await slack.close()
  })

  test('of the home are shown to whoever looks', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const looking = people.openHome(home.cleo)
    bot.acknowledge(await bot.at(1))
    await clientOf(slack).views.publish({
      user_id: home.cleo.id,
      view: { type: 'home', blocks: [{ type: 'section', text: plain('Hello') }] },
    })
    expect(looking.isAnswered).toBe(true)
    const shown = home.homes.get(home.cleo.id)
    expect(shown && slack.textOf(shown)).toBe('Hello')
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('with blocks that this Slack doesn’t know yet are refused without blame', async () => {
    const slack = await startSlack()
    slack.refuseBlockTypes.add('card')
    const view = { type: 'home' as const, blocks: [{ type: 'card' as const, title: mrkdwn('Hello') }] }
    const publish = () => errorOf(clientOf(slack).views.publish({ user_id: slack.home.cleo.id, view }))
    expect(await publish()).toBe('invalid_blocks')
    slack.refuseBlockTypes.clear()
    expect(await publish()).toBe('ok')
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})
