import { z } from 'zod'
import { json, type Method, method } from './method.ts'
import { wronged } from './refused.ts'
import { type Views, viewPayload } from './views.ts'
import type { OpenView, Workspace } from './world.ts'

const answer = (workspace: Workspace, view: OpenView) => ({ ok: true, view: viewPayload(workspace, view) })

/** `views.*` */
export const viewMethods = (views: Views): Readonly<Record<string, Method>> => ({
  'views.open': method({
    args: { trigger_id: z.string(), view: json },
    run: ({ trigger_id, view }, { workspace }) => answer(workspace, views.open(workspace, trigger_id, view)),
  }),
  'views.push': method({
    args: { trigger_id: z.string(), view: json },
    run: ({ trigger_id, view }, { workspace }) => answer(workspace, views.push(workspace, trigger_id, view)),
  }),
  'views.update': method({
    args: {
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view: json,
    },
    run({ view, ...ids }, { workspace }) {
      if (ids.view_id === undefined && ids.external_id === undefined)
        throw wronged('invalid_arguments', 'views.update of no view')
      return answer(workspace, views.update(workspace, ids, view))
    },
  }),
  'views.publish': method({
    args: { user_id: z.string(), hash: z.string().optional(), view: json },
    run({ user_id: user, hash, view }, { workspace }) {
      if (!workspace.users.has(user))
        throw wronged('invalid_arguments', `views.publish for ${user}, who isn’t here`)
      return answer(workspace, views.publish(workspace, user, hash, view))
    },
  }),
})
