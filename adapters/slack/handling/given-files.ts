import { z } from 'zod'
import type { ChatPort } from '../../../src/chat/port.ts'
import { fetchFile, fileUnreadable } from '../../shared/fetch-file.ts'
import { toTeamId, toUserId } from '../client/ids.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'

const Info = z.object({ file: z.object({ user: z.string(), url_private_download: z.string() }) })

interface Deps {
  readonly apiUrl: string
  readonly workspaces: Pick<Workspaces, 'find'>
}

/** Reads files that people have given to forms, by Slack's id of the file. A file that another user has uploaded is refused. */
export function createGivenFiles({ apiUrl, workspaces }: Deps): NonNullable<ChatPort['openFile']> {
  const origins = ['https://files.slack.com', new URL(apiUrl).origin]
  return async function* openFile(file, { person, place }) {
    const team = toTeamId(place.space)
    const workspace = await workspaces.find(team)
    if (workspace === undefined) throw fileUnreadable()
    const { user, url_private_download: url } = await findFile(workspace, file)
    // An id may be known to people who can't see the file.
    if (user !== toUserId(team, person.id)) throw fileUnreadable()
    yield* fetchFile(url, { origins, headers: { authorization: `Bearer ${workspace.botToken}` } })
  }
}

async function findFile(workspace: Workspace, file: string): Promise<z.infer<typeof Info>['file']> {
  const found = await workspace
    .call('files.info', (client) => client.files.info({ file }))
    .catch((fault: unknown) => {
      throw fileUnreadable(fault)
    })
  return Info.parse(found).file
}
