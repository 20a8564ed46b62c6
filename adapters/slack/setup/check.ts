import { readFile } from 'node:fs/promises'
import { type Finding, fault, fine } from '../../../src/bot/finding.ts'
import type { CheckDeps } from '../../../src/bot/platform.ts'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { skipCorrupt } from '../../../src/store/collection.ts'
import { appTokenRefused, connectionScopeMissing } from '../client/errors.ts'
import { toTeamId } from '../client/ids.ts'
import { createInstalls, installs } from '../client/installs.ts'
import { ask } from './ask.ts'
import { checkWorkspace } from './check-workspace.ts'
import { manifestFile, manifestFor } from './register.ts'
import type { SlackSettings, Transport } from './settings.ts'

/** Looks at the app from Slack's side, without changing anything. @param manifest The file that `npm run register` wrote. */
export async function checkSlack(
  settings: SlackSettings,
  address: string | undefined,
  deps: CheckDeps,
  manifest = manifestFile,
): Promise<readonly Finding[]> {
  // Empty is as unset, as everywhere.
  const publicUrl = address === '' ? undefined : address
  const { apiUrl, tenancy, transport } = settings
  const own = deps.channels.filter(({ space }) => space.startsWith('slack:'))
  const findings = [
    ...(await checkManifest(manifest, settings, publicUrl)),
    ...(await checkTransport(apiUrl, transport, publicUrl)),
  ]
  if (tenancy.kind === 'one')
    return [
      ...findings,
      ...(await checkWorkspace(settings, { token: tenancy.botToken, channels: own, now: deps.now })),
    ]
  return [...findings, ...(await checkInstalls(settings, tenancy.encryptionKey, { ...deps, channels: own }))]
}

/** The app's settings can't be read with its tokens; the file that they are pasted from can. */
async function checkManifest(
  file: string,
  settings: SlackSettings,
  publicUrl: string | undefined,
): Promise<readonly Finding[]> {
  const about = 'Slack manifest'
  const text = await readFile(file, 'utf8').catch(() => '')
  if (text === manifestFor(settings, settings, publicUrl))
    return [fine(about, 'adapters/slack/manifest.yaml is the one for these settings.')]
  return [
    fault({
      about,
      what: 'adapters/slack/manifest.yaml is not the one for these settings.',
      why: 'The app’s command, events and scopes may be those of another version or of other settings.',
      fix: 'npm run register, then paste the file under App Manifest of your app at https://api.slack.com/apps, and install the app again if its scopes have changed.',
    }),
  ]
}

async function checkTransport(
  apiUrl: string,
  transport: Transport,
  publicUrl: string | undefined,
): Promise<readonly Finding[]> {
  const about = 'Slack connection'
  if (transport.kind === 'http')
    return publicUrl === undefined
      ? [
          fault({
            about,
            what: 'SLACK_SIGNING_SECRET is set without PUBLIC_URL.',
            why: 'Slack has no address to send presses and commands to.',
            fix: 'Set PUBLIC_URL to the https address of this web server, or SLACK_APP_TOKEN for Socket Mode.',
          }),
        ]
      : [fine(about, 'Slack sends requests to PUBLIC_URL.')]
  const answer = await ask(apiUrl, 'apps.connections.open', transport.appToken)
  // The bot token's check says so.
  if (answer === undefined) return []
  if (answer.error === undefined) return [fine(about, 'Slack opens connections for SLACK_APP_TOKEN.')]
  const { happened, remedy } = answer.error === 'missing_scope' ? connectionScopeMissing() : appTokenRefused()
  return [
    fault({
      about,
      what: toPlainText(happened),
      why: 'Without a connection Cruxgrid gets no presses and commands.',
      fix: toPlainText(remedy),
    }),
  ]
}

/** Every workspace that installed the app. */
async function checkInstalls(
  settings: SlackSettings,
  encryptionKey: Buffer,
  { store, channels, now }: CheckDeps,
): Promise<readonly Finding[]> {
  if (store === undefined) return []
  const stored = createInstalls(store, encryptionKey)
  const findings: Finding[] = []
  for await (const [team] of store.collection(installs).entries(skipCorrupt)) {
    const found = await stored.find(team).catch(() => undefined)
    if (found === undefined) return [keyChanged()]
    const its = channels.filter(({ space }) => toTeamId(space) === team)
    findings.push(...(await checkWorkspace(settings, { token: found.botToken, channels: its, now })))
  }
  return findings
}

const keyChanged = (): Finding =>
  fault({
    about: 'Slack installations',
    what: 'ENCRYPTION_KEY is not the one that they were stored with.',
    why: 'Cruxgrid can’t act in any workspace.',
    fix: 'Put the earlier key back, or ask each workspace to install the app again.',
  })
