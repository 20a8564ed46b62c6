import { isDeepStrictEqual } from 'node:util'
import { addToTally, emptyTally, type Tally } from '../grid/tally.ts'
import type { StoredRecord } from '../store/engines/engine.ts'
import { DecodeError, decode } from '../store/record.ts'
import { ballots, heads } from './poll-records.ts'

/** The result of a recount of all polls. */
export interface Recounted {
  readonly polls: number
  /** Polls in which a round's tally is not that of its ballots, or whose head can't be read. */
  readonly wrong: readonly string[]
}

/**
 * Counts the ballots of every poll again and compares them with the tallies, from all records in the order of their
 * collections: a poll's ballots come before its head. A sealed poll has no ballots, so it is not compared.
 */
export function createRecount() {
  /** By poll and round, of polls whose head has not been passed. */
  const tallies = new Map<string, Tally>()
  const wrong: string[] = []
  let polls = 0

  function addBallot(round: string, text: string): void {
    const ballot = decode(ballots, text, () => '')
    // It is in no tally.
    if (ballot instanceof DecodeError) return
    tallies.set(round, addToTally(tallies.get(round) ?? emptyTally, ballot.answers.stance))
  }

  function compare(id: string, text: string): void {
    polls += 1
    const poll = decode(heads, text, () => '')
    if (poll instanceof DecodeError) {
      wrong.push(id)
      return
    }
    const isRight = poll.rounds.map(({ number, tally }) => {
      const round = `${id}/${number}`
      const counted = tallies.get(round) ?? emptyTally
      tallies.delete(round)
      return isDeepStrictEqual(counted, tally)
    })
    if (poll.sealedAt === undefined && isRight.includes(false)) wrong.push(id)
  }

  return {
    add({ collection, text }: Pick<StoredRecord, 'collection' | 'text'>): void {
      const at = collection.indexOf('/')
      const [kind, scope] = [collection.slice(0, at), collection.slice(at + 1)]
      if (kind === ballots.name) addBallot(scope, text)
      else if (kind === heads.name) compare(scope, text)
    },
    result: (): Recounted => ({ polls, wrong }),
  }
}
