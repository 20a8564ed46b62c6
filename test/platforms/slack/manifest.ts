import { parse } from 'yaml'
import { z } from 'zod'
import type { Settings } from './settings.ts'
import type { Workspace } from './world.ts'

const Manifest = z.object({
  features: z.object({
    agent_view: z.object({}).optional(),
    unfurl_domains: z.array(z.string()).max(5).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
})

/** Sets the app up as its manifest says, and installs it with all of its scopes in these workspaces. */
export function setUp(settings: Settings, workspaces: readonly Workspace[], manifest: string): void {
  const { features, oauth_config, settings: given } = Manifest.parse(parse(manifest))
  settings.isAgent = features.agent_view !== undefined
  settings.unfurlDomains = new Set(features.unfurl_domains)
  settings.subscribed.clear()
  for (const event of given.event_subscriptions.bot_events) settings.subscribed.add(event)
  for (const { bot } of workspaces) bot.scopes = oauth_config.scopes.bot
}
