import type { Rendered } from '../board/boards.ts'
import { recapBoard } from '../board/reading-boards.ts'
import type { SpaceId } from '../chat/caller.ts'
import type { View } from '../chat/view.ts'
import { type Attendance, readAttendance } from '../reading/count-answers.ts'
import type { Group, Past, SessionId } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import type { Held } from '../reading/held.ts'
import { digestView } from '../views/reading/digest-view.ts'
import { createSessionPosts } from './session-posts.ts'

interface Deps {
  readonly store: Pick<GroupStore, 'worthOf'>
  readonly boards: { readonly render: (board: string, space: SpaceId) => Promise<Rendered> }
}

/** Shows sessions that are over: as a recap, a digest or a post. */
export function createRecaps({ boards, ...deps }: Deps & Parameters<typeof createSessionPosts>[0]) {
  const { polls, now } = deps
  return {
    /** The recap of a session, as its message would show it now. */
    recapOf: async (group: Group, session: SessionId): Promise<View> =>
      (await boards.render(recapBoard(group, session), group.place.space)).view,

    /** As {@link readAttendance}. */
    attendanceOf: (group: Group, past: Past): Promise<Attendance> => readAttendance(deps, group, past),

    /** A session for who wasn't there. */
    async digestOf(group: Group, { session, entry }: Held): Promise<View> {
      const found = session.poll && (await polls.readIn(group.place.space, session.poll))
      return digestView(group, { session, entry, poll: found?.poll, now: now() }, 'pressed')
    },

    ...createSessionPosts(deps),
  }
}
