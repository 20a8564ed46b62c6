import { type SpaceId, SpaceId as SpaceIds } from '../../chat/caller.ts'
import { VoterId } from '../../poll/ballot.ts'
import {
  ballots,
  heads,
  keyedPolls,
  lists,
  publishedRounds,
  spaces,
  upgrades,
} from '../../poll/poll-records.ts'
import { settingsKind } from '../../poll/settings-store.ts'
import { spaces as groupSpaces, groups, pasts } from '../../reading/group-store.ts'
import { owners } from '../../reading/poll-owners.ts'
import { type Change, DecodeError, decode, type Kind, put } from '../../store/record.ts'
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts'
import { redactGroup, redactPast } from './redact-group.ts'
import { redactBallot, redactListed, redactPoll, redactPublished, redactSettings } from './redact-poll.ts'

/** A record as the database has it. */
export interface StoredRecord {
  readonly collection: string
  readonly id: string
  readonly text: string
}

interface Redacted<Value> {
  readonly scope?: string
  readonly id: string
  readonly value: Value
}

interface Redaction {
  readonly kind: Kind<unknown>
  readonly redact: (scope: string, id: string, text: string) => Change | undefined
}

/**
 * Makes of each record what a copy without names, words, tokens and messages may hold: polls, ballots, groups and settings,
 * with other ids for people and places. Kinds that are not named here are left out.
 *
 * @returns a function that gives `undefined` for a record that is left out.
 */
export function createRedactor(): (record: StoredRecord) => Change | undefined {
  const redactions = new Map(redactionsBy(createPseudonyms()).map((one) => [one.kind.name, one.redact]))
  return ({ collection, id, text }) => {
    const [name = '', ...scope] = collection.split('/')
    return redactions.get(name)?.(scope.join('/'), id, text)
  }
}

/** Ties a kind to its redaction. A record that can't be read is left out. */
function redaction<Value>(
  kind: Kind<Value>,
  redact: (value: Value, scope: string, id: string) => Redacted<NoInfer<Value>>,
): Redaction {
  return {
    kind,
    redact(scope, id, text) {
      const found = decode(kind, text, () => '')
      if (found instanceof DecodeError) return undefined
      const { value, ...key } = redact(found, scope, id)
      return put({ kind, ...key }, value)
    },
  }
}

const redactionsBy = (pseudonyms: Pseudonyms): readonly Redaction[] => [
  redaction(heads, (poll, scope, id) => ({ scope, id, value: redactPoll(poll, pseudonyms) })),
  redaction(ballots, (ballot, scope, id) => ({
    scope,
    id: pseudonyms.voter(scope.slice(0, scope.indexOf('/')), VoterId.parse(id)),
    value: redactBallot(ballot),
  })),
  redaction(publishedRounds, (round, scope, id) => ({ scope, id, value: redactPublished(round) })),
  redaction(lists, (listed, scope, id) => {
    const space = SpaceIds.parse(scope)
    return { scope: pseudonyms.space(space), id, value: redactListed(listed, { pseudonyms, space }) }
  }),
  redaction(keyedPolls, ({ v, at, space }, _, id) => ({
    id,
    value: { v, at, space: pseudonyms.space(space) },
  })),
  redaction(upgrades, (value, _, id) => ({ id, value })),
  redaction(settingsKind, (settings, scope, channel) => {
    const place = pseudonyms.place({ platform: '', space: SpaceIds.parse(scope), channel })
    return { scope: place.space, id: place.channel, value: redactSettings(settings) }
  }),
  redaction(spaces, (space) => spaceRecord(pseudonyms.space(space))),
  redaction(groupSpaces, (space) => spaceRecord(pseudonyms.space(space))),
  redaction(groups, (group, scope, id) => ({
    scope: pseudonyms.space(SpaceIds.parse(scope)),
    id,
    value: redactGroup(group, pseudonyms),
  })),
  redaction(pasts, (past, group, id) => ({
    scope: group,
    id,
    value: redactPast(past, { pseudonyms, group }),
  })),
  redaction(owners, ({ space, group }, _, id) => ({ id, value: { space: pseudonyms.space(space), group } })),
]

const spaceRecord = (space: SpaceId) => ({ id: space, value: space })
