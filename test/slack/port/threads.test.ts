import { describe, expect, test } from 'vitest'
import { noteView } from '../../../src/views/note-view.ts'
import { opened, placeOf, view } from './processes.ts'

describe('a message of a thread that is for its channel too', () => {
  const forChannel = { isForChannel: true }

  test('is shown in both, also once it says something else', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    await port.post(placeOf(home.general, thread), view, 'among us')
    const message = await port.post(placeOf(home.general, thread), view, 'recap', forChannel)
    const shown = () => home.timelineOf(home.general).map(slack.textOf)
    expect(home.timelineOf(home.general).map(({ ts }) => ts)).toEqual([thread, message.id])
    expect(await port.edit(message, noteView('Another line'))).toBe('shown')
    expect(shown()).toEqual(['A line', 'Another line'])
    expect(home.find(home.general.id, message.id)?.threadTs).toBe(thread)
  })

  test('is one message of the channel where the thread is gone, or where there is none', async () => {
    await using table = await opened()
    const { home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    const parent = home.find(home.general.id, thread)
    if (parent !== undefined) parent.isDeleted = true
    const first = await port.post(placeOf(home.general, thread), view, 'recap', forChannel)
    const second = await port.post(placeOf(home.general), view, 'another recap', forChannel)
    expect(home.timelineOf(home.general).map(({ ts }) => ts)).toEqual([first.id, second.id])
  })

  test('is found again in its thread', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'lose' : undefined))
    const message = await port.post(placeOf(home.general, thread), view, 'recap', forChannel)
    expect(home.timelineOf(home.general).map(({ ts }) => ts)).toEqual([thread, message.id])
  })
})

test.each(['restricted_action_thread_locked', 'restricted_action_non_threadable_channel'])(
  'what can’t be said in a thread (%s) is said in its channel',
  async (error) => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    slack.makeTrouble((method, args) =>
      method === 'chat.postMessage' && args.thread_ts !== undefined ? { error } : undefined,
    )
    const { id } = await port.post(placeOf(home.general, thread), view, 'recap')
    expect(home.find(home.general.id, id)?.threadTs).toBeUndefined()
  },
)
