import type { Logger } from '../log.ts'
import type { Keys } from '../store/keys.ts'
import type { PollDeps } from './change-poll.ts'
import { checkKeys } from './check-keys.ts'
import type { Poll } from './poll.ts'
import { createSealer } from './seal-poll.ts'
import { upgradePolls } from './upgrade-polls.ts'

/**
 * Prepares stored polls before anybody can vote: upgrades those of an older version, and makes database and keys agree.
 *
 * @param compact Rewrites the database without what has been removed.
 * @returns the polls that were closed and sealed because their key is lost.
 */
export async function preparePolls(
  deps: PollDeps & { readonly keys: Keys },
  compact: () => Promise<void>,
  log: Logger,
): Promise<readonly Poll[]> {
  const work = { ...deps, sealer: createSealer(deps) }
  if (!(await deps.store.isUpgraded())) {
    const upgraded = await upgradePolls(work)
    if ((await deps.store.spaces()).length > 0) await compact()
    await deps.store.noteUpgrade()
    if (upgraded > 0) log.info({ polls: upgraded }, 'the keys of polls were moved out of the database')
  }
  await deps.store.listOlderOpen()
  await deps.store.indexing.findBehind()
  const lost = await checkKeys(work)
  if (lost.length > 0) log.error({ polls: lost.length }, 'keys of anonymous polls are lost')
  return lost
}
