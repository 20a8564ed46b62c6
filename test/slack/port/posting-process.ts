/** Posts a line and says the id of its message: `posting-process.ts <database> <space> <channel> <key>`. */
import { SpaceId } from '../../../src/chat/caller.ts'
import { noteView } from '../../../src/views/note-view.ts'
import { openPort } from '../open-port.ts'

const [database = '', space = '', channel = '', key = ''] = process.argv.slice(2)
await using port = await openPort(database, process.env)
const place = { platform: 'slack', space: SpaceId.parse(space), channel }
console.log((await port.post(place, noteView('A line'), key)).id)
