import type { Installation, InstallationStore } from '@slack/bolt'
import { z } from 'zod'
import { decrypt, encrypt } from '../../../src/store/encryption.ts'
import { type Kind, removeKey } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { organisationInstall } from './errors.ts'
import type { Identity } from './workspace.ts'

const Sealed = z.object({ v: z.literal(1), sealed: z.string() }).readonly()
export const installs: Kind<z.infer<typeof Sealed>> = { name: 'slack-install', schema: Sealed }

/** The stored part of an installation: the bot's token and identity, without any user's token. */
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
 * The workspaces that installed the app. Each installation is encrypted with the operator's key (AES-256-GCM) and bound
 * to its workspace.
 *
 * @param key 32 bytes.
 * @param onInstalled Called once an installation is stored.
 */
export function createInstalls(
  store: Store,
  key: Buffer,
  onInstalled: (team: string) => Promise<void> = async () => {},
) {
  const records = store.collection(installs)

  /** @throws Error if the key has changed. */
  const read = ({ sealed }: z.infer<typeof Sealed>, team: string): z.infer<typeof KeptInstallation> =>
    KeptInstallation.parse(JSON.parse(open(sealed, key, team)))

  return {
    /** The store that Slack's packages write installations to. */
    installationStore: {
      async storeInstallation(installation) {
        const found = toKeptInstallation(installation)
        await records.set(found.team, { v: 1, sealed: encrypt(JSON.stringify(found), key, found.team) })
        await onInstalled(found.team)
      },
      async fetchInstallation() {
        throw new Error('Installations are read by their workspace')
      },
    } satisfies InstallationStore,

    /** The bot in a workspace; `undefined` if the app isn't installed there. @throws Error if the key has changed. */
    async find(team: string): Promise<Identity | undefined> {
      const found = await records.get(team)
      return found && read(found, team)
    },

    /** Deletes the installation that has this token. One that replaced it meanwhile is kept. */
    remove: (team: string, botToken: string): Promise<void> =>
      store.transact(team, [{ kind: installs, id: team }], ([found]) => ({
        changes:
          found !== undefined && read(found, team).botToken === botToken
            ? [removeKey({ kind: installs, id: team })]
            : [],
        result: undefined,
      })),
  }
}

export type Installs = ReturnType<typeof createInstalls>

/** @throws UserError if the installation isn't for one workspace. */
function toKeptInstallation({
  team,
  bot,
  isEnterpriseInstall,
}: Installation): z.infer<typeof KeptInstallation> {
  if (isEnterpriseInstall === true || team === undefined) throw organisationInstall()
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

/** @throws Error if it was encrypted with another key or for another workspace, or was changed. */
function open(sealed: string, key: Buffer, team: string): string {
  try {
    return decrypt(sealed, key, team)
  } catch (cause) {
    throw new Error(
      "An installation can't be decrypted. Check that ENCRYPTION_KEY is the one it was saved with.",
      {
        cause,
      },
    )
  }
}
