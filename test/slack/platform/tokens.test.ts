import { describe, expect, test } from 'vitest'
import { startSlack } from '../../platforms/slack/loopback.ts'
import { clientOf, errorOf, inChannel } from './clients.ts'

describe('tokens', () => {
  test('do only what they were granted', async () => {
    const slack = await startSlack({ scopes: ['chat:write'] })
    const client = clientOf(slack)
    expect(await errorOf(client.chat.postMessage(inChannel(slack)))).toBe('ok')
    expect(await errorOf(client.users.info({ user: slack.home.ben.id }))).toBe('missing_scope')
    expect(await errorOf(client.conversations.info({ channel: slack.home.general.id }))).toBe('missing_scope')
    expect(slack.usedScopes).toEqual(new Set(['chat:write', 'users:read', 'channels:read']))
    expect(slack.violations).toHaveLength(2)
    await slack.close()
  })

  test('say who people are and where the bot is', async () => {
    const slack = await startSlack()
    const { home } = slack
    const client = clientOf(slack)
    const dana = slack.stranger('Dana')
    const shared = home.openChannel('shared', {
      kind: 'private',
      members: [home.ben, dana],
      isExtShared: true,
      creator: home.ben,
    })
    expect((await client.auth.test()).user_id).toBe(home.bot.user)
    expect((await client.users.info({ user: home.ada.id })).user).toMatchObject({
      is_admin: true,
      profile: { display_name: 'Ada' },
    })
    expect((await client.users.info({ user: dana.id })).user).toMatchObject({
      team_id: dana.team_id,
      is_stranger: true,
    })
    expect((await client.users.info({ user: home.bot.user })).user).toMatchObject({ is_bot: true })
    expect((await client.conversations.info({ channel: shared.id })).channel).toMatchObject({
      is_private: true,
      is_ext_shared: true,
      creator: home.ben.id,
    })
    const { channel } = await client.conversations.open({ users: home.cleo.id })
    expect(channel?.id).toBe(home.directOf(home.cleo).id)
    const all = await client.users.conversations({ types: 'public_channel,private_channel,im' })
    expect(all.channels?.map(({ id }) => id)).toEqual([home.general.id, shared.id, channel?.id])
    expect(await errorOf(client.users.info({ user: slack.away.ada.id }))).toBe('user_not_found')
    expect(await errorOf(client.chat.postMessage(inChannel(slack, slack.away.general)))).toBe(
      'channel_not_found',
    )
    expect(await errorOf(clientOf(slack, slack.away.bot.token).auth.test())).toBe('invalid_auth')
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})
