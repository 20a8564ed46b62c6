import type { Agreement } from '../atlas/group-agreement.ts'
import type { SharedAnswers } from '../atlas/shared-answers.ts'
import type { SharedAtlases } from '../atlas/shared-atlases.ts'
import type { createStandings } from '../atlas/standings.ts'
import type { Mentioning } from '../board/mentioning.ts'
import type { Audiences } from '../chat/audiences.ts'
import type { Caller, Person, Place } from '../chat/caller.ts'
import type { CommandInfo } from '../chat/command-info.ts'
import type { Message } from '../chat/message.ts'
import type { TalkChannelKind, ThreadLabel } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { FileLimit } from '../export/file-limit.ts'
import type { PreparedImports } from '../export/prepared-imports.ts'
import type { Acts } from '../jobs/acts.ts'
import type { Papers } from '../paper/papers.ts'
import type { Audit } from '../poll/audit.ts'
import type { DenyLists } from '../poll/deny-list.ts'
import type { NamedManagersService } from '../poll/named-managers.ts'
import type { OwnSettingsStore } from '../poll/own-settings.ts'
import type { PersonalData } from '../poll/personal-data.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import type { Forget } from '../retention/forgetting.ts'
import type { ReadingGroups } from '../sessions/reading-groups.ts'
import type { NamingCopy } from '../store/clear-quarantine.ts'
import type { SharedExplanations } from '../taxonomy/shared-explanations.ts'
import type { LinkedPages } from './linked-pages.ts'

/** The caller, and the services that a command may use. */
export interface Context {
  readonly caller: Caller
  readonly now: number
  /** Whether the caller's platform has guests. */
  readonly hasGuests: boolean
  /** Whether the caller's platform offers people to place the papers that they link. */
  readonly makesOffers: boolean
  /** Whether managers of a conversation may be named on the caller's platform. */
  readonly namesManagers: boolean
  readonly polls: Polls
  readonly settings: SettingsStore
  readonly ownSettings: OwnSettingsStore
  readonly personalData: PersonalData
  /** The explanations that people posted for everyone. */
  readonly explained: SharedExplanations
  readonly sharedAtlases: Pick<SharedAtlases, 'lastIn' | 'add' | 'exportFor'>
  readonly sharedAnswers: Pick<SharedAnswers, 'add'>
  /** The data that adapters themselves keep about a person. */
  readonly adapters: {
    readonly exportPerson: (person: Person) => Promise<Readonly<Record<string, unknown>>>
  }
  readonly denyLists: DenyLists
  readonly namedManagers: NamedManagersService
  /** The records that can't be read. */
  readonly unreadable: {
    readonly exportPerson: (person: Person) => Promise<readonly NamingCopy[]>
  }
  readonly audit: Audit
  /** Erases a person everywhere. */
  readonly forget: Forget
  readonly agreement: Agreement
  readonly exports: FileLimit
  readonly imports: FileLimit
  readonly preparedImports: PreparedImports
  /**
   * Reads a file that the caller has given to a form.
   *
   * @param file The value of the form's field.
   * @throws UserError if it can't be read, also while it is read.
   */
  readonly openFile: (file: string) => AsyncIterable<Uint8Array>
  /** Where counts list a paper. */
  readonly standingOf: ReturnType<typeof createStandings>
  readonly pages: Pick<LinkedPages, 'countShown'>
  readonly acts: Pick<Acts, 'perform' | 'retry'>
  readonly audiences: Pick<Audiences, 'find'>
  readonly mentioning: Mentioning
  readonly papers: Pick<Papers, 'recall' | 'findCanonical'>
  readonly reading: Pick<
    ReadingGroups,
    | 'groups'
    | 'questions'
    | 'runner'
    | 'seasonsIn'
    | 'calendarOf'
    | 'bringPerson'
    | 'showSheet'
    | 'tell'
    | 'tellNaming'
    | 'recapOf'
    | 'postOf'
    | 'seasonPostOf'
    | 'digestOf'
    | 'attendanceOf'
  >
  /** All commands that the caller's platform offers, for help. */
  readonly commands: readonly CommandInfo[]
  /** Waits for names that a file needs and that are not known yet, up to 20 s; absent where names needn't be looked up. */
  readonly learnNames?: (people: readonly Person['id'][]) => Promise<void>
  /** The labels that the threads of a place's channel can have; none where threads have none. */
  readonly labelsOf: (place: Place) => Promise<readonly ThreadLabel[]>
  /** A channel of the caller's space in which people talk; `undefined` for any other, and if the caller can't see it. */
  readonly findTalkChannel: (
    channel: string,
  ) => Promise<{ readonly kind: TalkChannelKind; readonly name?: string } | undefined>
  /** The names that people have in a place. */
  readonly namesOf: (place: Place, people: readonly Person['id'][]) => Promise<readonly string[]>
  /** Sends a private message about a place to each of several people who see it. @returns the number of people it reached. */
  readonly sendPrivate: (
    place: Place,
    people: readonly Person['id'][],
    view: View,
    key: string,
  ) => Promise<number>
  /** The address of a poll's page; `undefined` if people can't reach it. */
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  /** Whom people may write to about their data; absent if the operator names nobody. */
  readonly contact?: string
  /** The address of a message that shows a poll; `undefined` where messages have none. */
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
  /** The address of a message; `undefined` where messages have none. */
  readonly linkToMessage: (message: Message) => Promise<string | undefined>
  /** Whether a message shows a poll; false once it is found to be deleted. */
  readonly isPosted: (poll: PollId) => Promise<boolean>
  /** The name of the board that shows a poll. */
  readonly boardOf: (poll: PollId) => string
}
