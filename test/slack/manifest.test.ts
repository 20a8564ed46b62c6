import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  botEvents,
  botScopes,
  optionalBotScopes,
  requestedScopes,
  shortcuts,
  writeManifest,
} from '../../adapters/slack/setup/manifest.ts'

const folder = join(import.meta.dirname, '../../adapters/slack')
const source = (file: string) => readFile(join(folder, file), 'utf8')

const Manifest = z.object({
  display_information: z.object({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4000),
  }),
  features: z.object({
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
  for (const [scope, why] of Object.entries(requestedScopes)) expect(text).toContain(`- ${scope} # ${why}`)
  const optional = Object.keys(optionalBotScopes)
  expect(oauth_config.scopes).toEqual({
    bot: [...Object.keys(botScopes), ...optional],
    bot_optional: optional,
  })
  expect(settings.socket_mode_enabled).toBe(true)
  expect(features.shortcuts.map(({ name }) => name)).toEqual(Object.values(shortcuts))
})

test('Slack tells of the events that are listened to, and of no others', async () => {
  const listened = [...(await source('transport/listen.ts')).matchAll(/app\.event\('(?<event>[a-z_]+)'/g)]
  const names = listened.map(({ groups }) => (groups?.event === 'message' ? 'message.im' : groups?.event))
  // A workflow's step is only acknowledged: no one asks for it.
  expect(names.filter((name) => name !== 'function_executed').toSorted()).toEqual([...botEvents].toSorted())
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
