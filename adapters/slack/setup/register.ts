import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeManifest } from './manifest.ts'
import type { Extras, SlackSettings } from './settings.ts'

const file = join(import.meta.dirname, '..', 'manifest.yaml')

/**
 * Writes the manifest that a Slack app is created from. It holds the slash command, which no bot token can register.
 *
 * @returns A sentence that names the file and the transport.
 */
export async function registerManifest(
  settings: SlackSettings | undefined,
  extras: Extras,
  publicUrl?: string,
): Promise<string> {
  const isHttp = settings?.transport.kind === 'http' && publicUrl !== undefined
  const host = publicUrl === undefined ? undefined : new URL(publicUrl).hostname
  await writeFile(file, writeManifest(isHttp ? publicUrl : undefined, { ...extras, host }))
  return isHttp
    ? `Wrote adapters/slack/manifest.yaml for requests to ${publicUrl}.`
    : 'Wrote adapters/slack/manifest.yaml for Socket Mode.'
}
