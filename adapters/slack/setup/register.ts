import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeManifest } from './manifest.ts'
import type { Extras, SlackSettings } from './settings.ts'

export const manifestFile = join(import.meta.dirname, '..', 'manifest.yaml')

/** The manifest for these settings: for requests to this web server if they are set so, else for Socket Mode. */
export function manifestFor(
  settings: SlackSettings | undefined,
  extras: Extras,
  publicUrl: string | undefined,
): string {
  const isHttp = settings?.transport.kind === 'http'
  const host = publicUrl === undefined ? undefined : new URL(publicUrl).hostname
  return writeManifest(isHttp ? publicUrl : undefined, { ...extras, host })
}

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
  await writeFile(manifestFile, manifestFor(settings, extras, publicUrl))
  return isHttp
    ? `Wrote adapters/slack/manifest.yaml for requests to ${publicUrl}.`
    : 'Wrote adapters/slack/manifest.yaml for Socket Mode.'
}
