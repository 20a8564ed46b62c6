import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  requestedScopes,
  shortcuts,
  subscribedEvents,
  writeManifest,
} from '../../adapters/slack/setup/manifest.ts'
import { readExtras } from '../../adapters/slack/setup/settings.ts'

const folder = join(import.meta.dirname, '../../adapters/slack')
const source = (file: string) => readFile(join(folder, file), 'utf8')

const Manifest = z.object({
  display_information: z.object({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4000),
  }),
  features: z.object({
    agent_view: z
      .strictObject({
        agent_description: z.string().max(300),
        suggested_prompts: z.array(z.strictObject({ title: z.string(), message: z.string() })).max(4),
      })
      .optional(),
    unfurl_domains: z.array(z.string()).max(5).optional(),
    shortcuts: z
      .array(
        z.object({
          name: z.string().max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string(),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z.array(
      z.object({ command: z.string(), should_escape: z.literal(true), url: z.string().optional() }),
    ),
  }),
  oauth_config: z.object({
    redirect_urls: z.array(z.string()).optional(),
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.object({
      is_enabled: z.literal(true),
      request_url: z.string().optional(),
      message_menu_options_url: z.string().optional(),
    }),
    socket_mode_enabled: z.boolean(),
  }),
})

test('the manifest is what npm run register writes', async () => {
  expect(await source('manifest.yaml')).toBe(writeManifest())
})

test('it has what Slack wants, and says what each scope is for', async () => {
  const text = await source('manifest.yaml')
  const { oauth_config, settings, features } = Manifest.parse(parse(text))
  const requested = requestedScopes(readExtras({}))
  for (const [scope, why] of Object.entries(requested)) expect(text).toContain(`- ${scope} # ${why}`)
  expect(oauth_config.scopes).toEqual({
    bot: Object.keys(requested),
    bot_optional: ['bookmarks:write', 'pins:write', 'usergroups:read'],
  })
  expect(settings.socket_mode_enabled).toBe(true)
  expect(features.shortcuts.map(({ name }) => name)).toEqual(Object.values(shortcuts))
})

test('Slack tells of the events that are listened to, and of no others', async () => {
  const listened = [...(await source('transport/listen.ts')).matchAll(/app\.event\('(?<event>[a-z_]+)'/g)]
  const names = listened.map(({ groups }) => (groups?.event === 'message' ? 'message.im' : groups?.event))
  const all = readExtras({ SLACK_LINK_OFFERS: 'true', SLACK_AGENT: 'true' })
  // A workflow's step is only acknowledged: no one asks for it.
  expect(names.filter((name) => name !== 'function_executed').toSorted()).toEqual(
    subscribedEvents(all).toSorted(),
  )
})

test('over HTTP it names the addresses that Slack calls', () => {
  const { features, oauth_config, settings } = Manifest.parse(parse(writeManifest('https://grid.example')))
  const events = 'https://grid.example/slack/events'
  expect(features.slash_commands[0]?.url).toBe(events)
  expect(settings.event_subscriptions.request_url).toBe(events)
  expect(settings.interactivity.request_url).toBe(events)
  expect(settings.interactivity.message_menu_options_url).toBe(events)
  expect(oauth_config.redirect_urls).toEqual(['https://grid.example/slack/oauth_redirect'])
  expect(settings.socket_mode_enabled).toBe(false)
})

/** The manifest where these are set. */
const withSet = (env: Readonly<Record<string, string>>, host?: string) =>
  Manifest.parse(parse(writeManifest(undefined, { ...readExtras(env), host })))

test('it asks for nothing that offers of linked papers or the view for agents need, unless they are on', async () => {
  const text = await source('manifest.yaml')
  for (const word of [
    'links:',
    'link_shared',
    'unfurl',
    'arxiv.org',
    'assistant',
    'agent',
    'context_changed',
  ])
    expect(text).not.toContain(word)
  expect(writeManifest(undefined, { ...readExtras({}), host: 'grid.example' })).toBe(text)
})

test('with offers of linked papers on, Slack tells of links to papers', () => {
  const { features, oauth_config, settings } = withSet({ SLACK_LINK_OFFERS: 'true' }, 'grid.example')
  const sites = ['arxiv.org', 'openreview.net', 'alignmentforum.org', 'lesswrong.com']
  expect(features.unfurl_domains).toEqual(['grid.example', ...sites])
  expect(withSet({ SLACK_LINK_OFFERS: 'true' }).features.unfurl_domains).toEqual(sites)
  expect(settings.event_subscriptions.bot_events).toContain('link_shared')
  for (const scopes of [oauth_config.scopes.bot, oauth_config.scopes.bot_optional])
    expect(scopes.filter((scope) => /links|assistant/.test(scope))).toEqual(['links:read'])
  expect(features.agent_view).toBeUndefined()
})

test('with the view for agents on, it has four questions to begin with', () => {
  const { features, oauth_config, settings } = withSet({ SLACK_AGENT: 'true' })
  expect(features.agent_view?.suggested_prompts.map(({ title, message }) => [title, message])).toEqual(
    [
      'What is AI control?',
      'Scaling or RLHF: what is the difference?',
      'What is open in the channel I am looking at?',
      'How do I place a paper?',
    ].map((question) => [question, question]),
  )
  expect(settings.event_subscriptions.bot_events).toContain('app_context_changed')
  for (const scopes of [oauth_config.scopes.bot, oauth_config.scopes.bot_optional])
    expect(scopes.filter((scope) => /links|assistant/.test(scope))).toEqual(['assistant:write'])
  expect(features.unfurl_domains).toBeUndefined()
  expect(writeManifest(undefined, readExtras({ SLACK_AGENT: 'true' }))).not.toContain('assistant_view')
})
