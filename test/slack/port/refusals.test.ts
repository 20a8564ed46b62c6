import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createInstalls } from '../../../adapters/slack/client/installs.ts'
import type { Channel } from '../../platforms/slack/entities.ts'
import { openPort } from '../open-port.ts'
import { mistakeOf, opened, personIn, placeOf, refuse, view } from './processes.ts'

describe('a post that is refused says what is missing and what to do', () => {
  test('where the bot is no member, where it can’t even look, and where nobody can post', async () => {
    await using table = await opened()
    const { home, open } = table
    await using port = await open()
    const post = (channel: Channel) => mistakeOf(port.post(placeOf(channel), view, 'key'))
    const outside = home.openChannel('outside', { kind: 'public', hasBot: false })
    expect(await post(outside)).toMatch(/I'm not in that channel.*Type \/invite @Cruxgrid in that channel\./)
    const hidden = home.openChannel('hidden', { kind: 'private', hasBot: false })
    expect(await post(hidden)).toMatch(/can't find that channel.*\/invite @Cruxgrid in it.*deleted/)
    const old = home.openChannel('old', { kind: 'public', isArchived: true })
    expect(await post(old)).toMatch(/archived.*Unarchive it/)
    home.general.members.delete(home.bot.user)
    expect(await post(home.general)).toContain('/invite')
    home.general.members.add(home.bot.user)
    const { id } = await port.post(placeOf(home.general), view, 'key')
    expect(home.shownIn(home.general).map(({ ts }) => ts)).toEqual([id])
  })

  test.each([
    ['restricted_action', /This workspace's rules don't let me post there.*Ask a workspace admin/],
    ['restricted_action_read_only_channel', /Only some people may post.*Ask a channel manager/],
    ['restricted_action_thread_only_channel', /may only post in threads.*another channel/],
    ['restricted_action_of_a_new_kind', /workspace's rules/],
    ['ekm_access_denied', /workspace's rules/],
    ['no_permission', /\/invite @Cruxgrid/],
    ['token_revoked', /not installed.*install it again\./],
    ['account_inactive', /not installed/],
  ])('%s', async (error, words) => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    refuse(slack, 'chat.postMessage', error)
    expect(await mistakeOf(port.post(placeOf(home.general), view, 'key'))).toMatch(words)
  })

  test('a scope that was not granted', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    home.bot.scopes = home.bot.scopes.filter((scope) => scope !== 'chat:write')
    const said = await mistakeOf(port.post(placeOf(home.general), view, 'key'))
    expect(said).toMatch(/missing the permission chat:write.*add the scope chat:write/)
    expect(slack.violations.splice(0)).toEqual(['chat.postMessage: the token lacks chat:write'])
  })
})

describe('private words that are refused say what is missing and what to do', () => {
  test.each([
    ['conversations.open', 'user_disabled', /account is deactivated/],
    ['conversations.open', 'cannot_dm_bot', /is a bot/],
    ['conversations.open', 'user_not_found', /can't find that person/],
    ['conversations.open', 'user_not_visible', /can't find that person/],
    ['conversations.open', 'token_revoked', /not installed/],
    ['chat.postMessage', 'channel_not_found', /can't find that person/],
    ['chat.postMessage', 'is_archived', /deactivated/],
    ['chat.postMessage', 'messages_tab_disabled', /switched off.*Messages Tab/],
    ['chat.postMessage', 'restricted_action', /workspace's rules don't let me message that person/],
  ])('%s: %s', async (method, error, words) => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    refuse(slack, method, error)
    const said = await mistakeOf(
      port.sendPrivate(personIn(home, home.ben), placeOf(home.general), view, 'key'),
    )
    expect(said).toMatch(words)
    expect(said).not.toContain('/invite')
  })

  test('a scope that was not granted', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    home.bot.scopes = home.bot.scopes.filter((scope) => scope !== 'im:write')
    const told = port.sendPrivate(personIn(home, home.ben), placeOf(home.general), view, 'key')
    expect(await mistakeOf(told)).toContain('im:write')
    expect(slack.violations.splice(0)).toEqual(['conversations.open: the token lacks im:write'])
  })
})

describe('a workspace that the app is not installed in', () => {
  test('is named where the app never was', async () => {
    await using table = await opened()
    const { slack, open } = table
    const { away } = slack
    await using port = await open()
    const place = placeOf(away.general)
    expect(await mistakeOf(port.post(place, view, 'key'))).toContain('not installed')
    expect(await mistakeOf(port.sendPrivate(personIn(away, away.ben), place, view, 'key'))).toContain(
      'not installed',
    )
  })

  test('is named where the app was removed; its token is forgotten, and nothing is asked for with it', async () => {
    await using table = await opened()
    const { slack, home, database } = table
    const key = randomBytes(32)
    await using port = await openPort(database, {
      SLACK_API_URL: slack.api,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_CLIENT_ID: slack.clientId,
      SLACK_CLIENT_SECRET: slack.clientSecret,
      SLACK_STATE_SECRET: randomBytes(16).toString('hex'),
      ENCRYPTION_KEY: key.toString('base64'),
      PUBLIC_URL: 'http://127.0.0.1:1',
    })
    const { id, name, bot, ada } = home
    await createInstalls(port.store, key).installationStore.storeInstallation({
      team: { id, name },
      enterprise: undefined,
      user: { id: ada.id, token: undefined, scopes: undefined },
      bot: { id: bot.id, userId: bot.user, token: bot.token, scopes: [...bot.scopes] },
    })
    await port.post(placeOf(home.general), view, 'before')
    slack.people.uninstall(home)
    expect(await mistakeOf(port.post(placeOf(home.general), view, 'key'))).toMatch(
      /not installed.*install it again: http:\/\/127\.0\.0\.1:1\/slack\/install$/,
    )
    const before = slack.requests.length
    expect(await mistakeOf(port.post(placeOf(home.general), view, 'key'))).toContain('not installed')
    expect(slack.requests.slice(before)).toEqual([])
  })
})
