import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Installation, InstallationStore } from '@slack/bolt'
import { z } from 'zod'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Kind } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Identity } from './workspace.ts'

const cipherName = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

const Sealed = z.object({ v: z.literal(1), sealed: z.string() }).readonly()
const installs: Kind<z.infer<typeof Sealed>> = { name: 'slack-install', schema: Sealed }

/** What is kept of an installation: what the bot acts with, and nobody's user token. */
const KeptInstallation = z
  .object({
    team: z.string(),
    teamName: z.string().optional(),
    botToken: z.string(),
    botId: z.string(),
    botUser: z.string(),
    scopes: z.array(z.string()),
  })
  .readonly()

/**
 * The workspaces that installed the app. What is stored of one is encrypted with the operator's key (AES-256-GCM), and
 * bound to its workspace.
 *
 * @param key 32 bytes.
 */
export function createInstalls(store: Store, key: Buffer) {
  const records = store.collection(installs)

  return {
    /** As Slack's packages want to keep what an installation gives. */
    installationStore: {
      async storeInstallation(installation) {
        const found = toKeptInstallation(installation)
        await records.set(found.team, { v: 1, sealed: seal(JSON.stringify(found), key, found.team) })
      },
      async fetchInstallation() {
        throw new Error('Installations are read by their workspace')
      },
    } satisfies InstallationStore,

    /** Who the bot is in that workspace; nothing where the app isn't installed. @throws Error for another key. */
    async find(team: string): Promise<Identity | undefined> {
      const found = await records.get(team)
      return found && KeptInstallation.parse(JSON.parse(open(found.sealed, key, team)))
    },

    /** Forgets its token. */
    remove: (team: string): Promise<void> => records.delete(team),
  }
}

export type Installs = ReturnType<typeof createInstalls>

/** @throws UserError for what can't be kept by workspace. */
function toKeptInstallation({
  team,
  bot,
  isEnterpriseInstall,
}: Installation): z.infer<typeof KeptInstallation> {
  if (isEnterpriseInstall === true || team === undefined)
    throw new UserError('An organisation can’t install me as a whole.', 'Install me in one workspace of it.')
  if (bot === undefined) throw new Error('An installation came without a bot')
  const { token, id, userId, scopes } = bot
  return {
    team: team.id,
    ...(team.name !== undefined && { teamName: team.name }),
    botToken: token,
    botId: id,
    botUser: userId,
    scopes,
  }
}

function seal(text: string, key: Buffer, team: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(cipherName, key, iv).setAAD(Buffer.from(team))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** @throws Error when it was sealed with another key, for another workspace, or changed since. */
function open(sealed: string, key: Buffer, team: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv(cipherName, key, bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(team))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString()
  } catch (cause) {
    throw new Error('An installation can’t be decrypted: is ENCRYPTION_KEY the one it was stored with?', {
      cause,
    })
  }
}
