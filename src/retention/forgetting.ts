import type { SharedAtlases } from '../atlas/shared-atlases.ts'
import { atlasBoard } from '../board/atlas-board.ts'
import type { BroughtUpToDate } from '../board/bring-up-to-date.ts'
import { explainedBoard } from '../board/explained-board.ts'
import { linkLineBoard } from '../board/link-board.ts'
import { pollBoard, quotingBoards } from '../board/poll-board.ts'
import { type Person, toErasedPerson } from '../chat/caller.ts'
import { findLink } from '../chat/find-link.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import type { Audit } from '../poll/audit.ts'
import type { DenyLists } from '../poll/deny-list.ts'
import type { ErasureScope } from '../poll/erase-person.ts'
import type { NamedManagersService } from '../poll/named-managers.ts'
import type { OwnSettingsStore } from '../poll/own-settings.ts'
import type { PersonalData } from '../poll/personal-data.ts'
import { eraseFromQuarantine } from '../store/clear-quarantine.ts'
import type { Clearing, Eraser } from '../store/eraser.ts'
import type { Store } from '../store/store.ts'
import type { SharedExplanations } from '../taxonomy/shared-explanations.ts'

/** How long the person waits until their messages are edited, at most. */
const maxEditingMs = 20_000

/** The outcome of an erasure. */
export interface Forgotten {
  /** How many polls had data of theirs. */
  readonly polls: number
  /** The addresses of messages that can't be edited, where the platform has some. */
  readonly blocked: readonly (string | undefined)[]
  /** How many messages are still to be edited. */
  readonly behind: number
  readonly left: Clearing
}

interface Deps {
  readonly personalData: Pick<PersonalData, 'erase' | 'eraseLinks'>
  /** Erases them from every group. @returns the boards that named them. */
  readonly eraseFromGroups: (person: Person, scope: ErasureScope) => Promise<readonly string[]>
  readonly ownSettings: Pick<OwnSettingsStore, 'erasePerson'>
  readonly explained: Pick<SharedExplanations, 'erasePerson'>
  readonly sharedAtlases: Pick<SharedAtlases, 'erasePerson'>
  readonly denyLists: Pick<DenyLists, 'erasePerson'>
  readonly namedManagers: Pick<NamedManagersService, 'erasePerson'>
  readonly audit: Pick<Audit, 'erasePerson'>
  readonly store: Store
  readonly ports: readonly ChatPort[]
  readonly bringUpToDate: (boards: readonly string[], maxMs: number) => Promise<BroughtUpToDate>
  readonly clearErased: Eraser['clearAtOnce']
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
}

/** Erases people everywhere, and sees to it that the messages that name them change. */
export const createForgetting = ({ personalData, eraseFromGroups, ...deps }: Deps) =>
  async function forget(person: Person, scope: ErasureScope): Promise<Forgotten> {
    const polls = await personalData.erase(person, scope)
    const links = await personalData.eraseLinks(person)
    const ofGroups = await eraseFromGroups(person, scope)
    const explained = await deps.explained.erasePerson(person)
    const atlases = await deps.sharedAtlases.erasePerson(person)
    await eraseFromRest(deps, person)
    const boards = [
      ...polls.flatMap((poll) => [pollBoard(poll.id), ...quotingBoards(poll)]),
      ...ofGroups,
      ...explained.map(explainedBoard),
      ...atlases.map(atlasBoard),
      ...links.map(({ link }) => linkLineBoard(link.id)),
    ]
    const { blocked, behind } = await deps.bringUpToDate(boards, maxEditingMs)
    return {
      polls: polls.length,
      blocked: await Promise.all(blocked.map((message) => findLink(deps, message))),
      behind,
      // Last: what the playground's messages said is in the log, too.
      left: await deps.clearErased(),
    }
  }

export type Forget = ReturnType<typeof createForgetting>

/** Erases them from what is neither a poll nor a group. */
async function eraseFromRest(
  {
    store,
    ports,
    ownSettings,
    denyLists,
    namedManagers,
    audit,
  }: Omit<Deps, 'personalData' | 'eraseFromGroups'>,
  person: Person,
): Promise<void> {
  const platform = person.id.slice(0, person.id.indexOf(':'))
  await ports.find((port) => port.platform === platform)?.erasePerson?.(person.id)
  await ownSettings.erasePerson(person)
  await denyLists.erasePerson(person)
  await namedManagers.erasePerson(person)
  await audit.erasePerson(person)
  await eraseFromQuarantine(store, person, toErasedPerson(platform))
}
