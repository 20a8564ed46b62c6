import type { Place } from '../../../src/chat/caller.ts'
import type { UserError } from '../../../src/chat/user-error.ts'
import { appNotInstalled } from '../client/errors.ts'
import { isTokenRefused } from '../client/faults.ts'
import { toTeamId } from '../client/ids.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import { toChannelError } from './to-user-error.ts'

interface Deps {
  readonly workspaces: Workspaces
  readonly profiles: Profiles
}

/** @throws UserError when the app isn't installed in the workspace of the place. */
export async function requireWorkspace(
  { workspaces }: Pick<Deps, 'workspaces'>,
  { space }: Place,
): Promise<Workspace> {
  const workspace = await workspaces.find(toTeamId(space))
  if (workspace === undefined) throw appNotInstalled(workspaces.installUrl)
  return workspace
}

/**
 * Runs `act` in the workspace of a place.
 *
 * @param toUserError The mistake behind a fault; `undefined` if people can't fix it.
 * @throws that UserError, else the fault.
 */
export async function inWorkspace<Result>(
  deps: Pick<Deps, 'workspaces'>,
  place: Place,
  act: (workspace: Workspace) => Promise<Result>,
  toUserError: (fault: unknown) => Promise<UserError | undefined>,
): Promise<Result> {
  try {
    return await act(await requireWorkspace(deps, place))
  } catch (fault) {
    if (isTokenRefused(fault)) {
      await deps.workspaces.forget(toTeamId(place.space))
      throw appNotInstalled(deps.workspaces.installUrl)
    }
    throw (await toUserError(fault)) ?? fault
  }
}

/** Like `inWorkspace`, with the mistakes that a channel can cause. */
export const inChannel = <Result>(
  deps: Deps,
  place: Place,
  act: (workspace: Workspace) => Promise<Result>,
  toUserError = toChannelError,
): Promise<Result> =>
  inWorkspace(deps, place, act, (fault) =>
    toUserError(fault, async () => deps.profiles.botName(await requireWorkspace(deps, place))),
  )
