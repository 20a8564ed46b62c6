import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeManifest } from './manifest.ts'
import type { SlackSettings } from './settings.ts'

const file = join(import.meta.dirname, '..', 'manifest.yaml')

/**
 * Writes the manifest that an app is made from. Slack has no way to be told the commands by a bot token.
 *
 * @returns what was done.
 */
export async function registerManifest(
  settings: SlackSettings | undefined,
  publicUrl?: string,
): Promise<string> {
  const isHttp = settings?.transport.kind === 'http' && publicUrl !== undefined
  await writeFile(file, writeManifest(isHttp ? publicUrl : undefined))
  return `adapters/slack/manifest.yaml, for ${isHttp ? `requests to ${publicUrl}` : 'Socket Mode'}`
}
