import type { PersonId } from '../chat/caller.ts'
import type { ChangeGroup, Group, Session } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { announceStart } from './steps/announce-start.ts'
import { bringIntoThread } from './steps/bring-into-thread.ts'
import type { StepDeps } from './steps/step.ts'

interface Deps extends Pick<StepDeps, 'portFor' | 'log' | 'sendPrivately'> {
  readonly store: Pick<GroupStore, 'change'>
}

/** Brings a person who says during a session that they are coming to its thread, as those who said so before were. */
export const bringLateComerWith =
  (deps: Deps) =>
  async (group: Group, session: Session, person: PersonId): Promise<void> => {
    const { place, id } = group
    const change: ChangeGroup = async (decide) => (await deps.store.change(place.space, id, decide)) ?? group
    const isMeant = (one: PersonId) => one === person
    await bringIntoThread(deps, group, session, isMeant)
    await announceStart(deps, { group, session, change }, isMeant)
  }
