import { z } from 'zod'
import type { AudienceId } from './audience.ts'

/** A person: platform and the platform's own id, such as `web:ada`. The same in every place. */
export const PersonId = z
  .string()
  .regex(/^[a-z]+:[\w./-]{1,100}$/)
  .brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>

/** A server or workspace: platform and the platform's own id, such as `web:playground`. Spaces share no data. */
export const SpaceId = z
  .string()
  .regex(/^[a-z]+:[\w./-]{1,100}$/)
  .brand<'SpaceId'>()
export type SpaceId = z.infer<typeof SpaceId>

/**
 * Whether a space is `whole` or a part of it that not all of its people see, which has its id, a dot, and an id of its own:
 * `slack:T1.C2` is within `slack:T1`.
 */
export const isWithin = (space: string, whole: SpaceId): boolean =>
  space === whole || space.startsWith(`${whole}.`)

/** The space that contains a part; any other space contains itself. */
export const wholeOf = (space: SpaceId): SpaceId => SpaceId.parse(space.split('.', 1)[0])

/** Whether a person's id begins with that of the only space they are in: `slack:T1.U2` is of `slack:T1`. */
export const hasOwnSpace = (id: string): boolean => /^[a-z]+:[^.]+\../.test(id)

/** Whether something of a person can be in a space: it is of their platform, or within the only space they are in. */
export const mayBeIn = (person: PersonId, space: SpaceId): boolean =>
  hasOwnSpace(person)
    ? isWithin(space, SpaceId.parse(person.split('.', 1)[0]))
    : space.startsWith(person.slice(0, person.indexOf(':') + 1))

export const Person = z.object({ id: PersonId, name: z.string().default('') }).readonly()
/**
 * A person with their display name. They chose it, so it is hostile until it is escaped. It is stored with what they did only
 * if their id is not of one space (`src/store/names.ts`).
 */
export type Person = z.infer<typeof Person>

export const Place = z
  .object({
    platform: z.string(),
    space: SpaceId,
    channel: z.string().max(200),
    thread: z.string().max(200).optional(),
  })
  .readonly()
/** Where messages are posted: a channel of a space, or a thread of that channel. */
export type Place = z.infer<typeof Place>

/**
 * A person's rights in a place, as the platform reports them: a `guest` is let in from outside, a `manager` may manage
 * messages, an `admin` runs the space.
 */
export type Rank = 'guest' | 'member' | 'manager' | 'admin'

/**
 * A rank, or for people who may look and nothing else: `denied` on the deny list of the space, `silenced` while the platform
 * keeps them from writing.
 */
export type Standing = Rank | 'denied' | 'silenced'

/** A standing that a platform can report. */
export type Reported = Exclude<Standing, 'denied'>

/** Whether a person of that standing manages the place. */
export const isManager = (rank: Standing): boolean => rank === 'admin' || rank === 'manager'

/** The person who makes a call, the place they make it in, and their standing there. */
export interface Caller {
  readonly person: Person
  readonly place: Place
  readonly rank: Standing
  /** The person's own time zone, an IANA name, where the platform knows it. */
  readonly zone?: string
  /** The language of their app, a BCP 47 tag, where the platform reports it. */
  readonly language?: string
  /** Whether the platform doesn't let them write in the place, so that nothing is posted there for them either. */
  readonly isReadOnly?: true
  /** Whether the bot isn't in the place, where people use it all the same: nothing is stored of the place. */
  readonly isOutside?: true
  /** A random id of what is asked, if it may be handled again after a crash: what it makes gets this id, and is made once. */
  readonly request?: string
  /** Those of the space's audiences that the person is in, where the platform says so. */
  readonly audiences?: readonly AudienceId[]
  /** Whether nobody asks at this moment, as when a reading group's session runs; its rank counts in the whole space. */
  readonly isAutomatic?: true
}

/** Stands for a person who is not stored any more. */
export const toErasedPerson = (platform: string): Person => ({
  id: PersonId.parse(`${platform}:forgotten`),
  name: 'someone who left',
})

/** Whether it stands for a person who is not stored any more. */
export const isErased = ({ id }: Person): boolean => id.endsWith(':forgotten')
