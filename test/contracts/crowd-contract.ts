import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { openStore } from '../../src/store/store.ts'
import { closeCrowdPoll, judgeCrowd, openCrowdPoll, type Vote, voteInCrowd } from '../crash/crowd.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import type { OpenedEngine } from './engine-contract.ts'

/** What votes of several processes on one poll must come to, whatever the database. */
export function crowdContract(name: string, open: () => Promise<OpenedEngine>): void {
  describe(`${name} under a poll`, () => {
    test('two who vote with the same voters until it is closed: tally, ballots and confirmed voters are the same', async () => {
      await using db = await open()
      await using directory = await temporaryDirectory()
      const stores = await Promise.all(
        ['a', 'b'].map((one) => openStore(db.url, { keyFile: join(directory.path, `${one}.keys`) })),
      )
      const [first, second] = stores.map((store) => createPollStore(store))
      if (first === undefined || second === undefined) throw new Error('There are two stores')
      const id = await openCrowdPoll(first)
      const sent = new Map<string, Vote>()
      const note = (vote: Vote) => void sent.set(vote.mark, vote)
      const stored = () => [...sent.values()].filter(({ storedAt }) => storedAt !== undefined).length
      const voting = [first, second].map((polls, at) =>
        voteInCrowd(polls, id, { name: `p${at}`, votes: 1_000 }, { onSent: note, onStored: note }),
      )
      await Promise.race([until(() => stored() >= 300), Promise.all(voting)])
      const atClose = await closeCrowdPoll(second, id)
      await Promise.all(voting)
      expect(stored()).toBeGreaterThanOrEqual(300)
      expect(await judgeCrowd(first, id, [...sent.values()])).toEqual({
        voters: { tally: atClose, ballots: atClose, confirmed: atClose },
        isTallyRight: true,
        lost: 0,
        unknown: 0,
      })
      for (const store of stores) await store.close()
    })
  })
}
