/** Votes in a crowd, saying each vote as a line of JSON before it is sent and once it is confirmed: `crowd-process.ts <url> <poll> <name> <votes>`. */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { UserError } from '../../src/chat/user-error.ts'
import { PollId } from '../../src/poll/poll.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { type Vote, voteInCrowd } from '../crash/crowd.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const [url = '', id = '', name = '', votes = ''] = process.argv.slice(2)
await using directory = await temporaryDirectory()
/** As those do who start it again until its server is there. */
async function open(): Promise<Store> {
  for (;;) {
    try {
      return await openStore(url, { keyFile: join(directory.path, 'crowd.keys') })
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault
      await setTimeout(100)
    }
  }
}

const store = await open()
const say = (vote: Vote) => void writeSync(1, `${JSON.stringify(vote)}\n`)
await voteInCrowd(
  createPollStore(store),
  PollId.parse(id),
  { name, votes: Number(votes) },
  { onSent: say, onStored: say },
)
await store.close()
